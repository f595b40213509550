/** Common words first: a title takes the earlier ones far more often. */
export const VERBS = words(
  'add fix update remove improve build support show migrate refactor test document validate allow display handle ' +
    'investigate rename replace cache export import send enable disable review design translate monitor upgrade',
);

export const THINGS = words(
  'page form list table button dashboard report email notification filter search modal settings endpoint webhook queue ' +
    'index banner chart menu editor widget template badge sidebar tooltip wizard calendar feed map player timeline ' +
    'receipt label export import upload permission token session cache backup schema layout theme icon avatar',
);

export const SUBJECTS = words(
  'user order invoice product customer team project payment account profile message comment file task subscription ' +
    'cart course student ticket agent report event calendar image video document contact address coupon refund shipment ' +
    'warehouse supplier review rating wishlist discount tax currency language country region store driver route vehicle ' +
    'trip booking room hotel guest patient doctor appointment prescription lesson quiz exam certificate teacher class ' +
    'article author tag category newsletter campaign lead deal pipeline quote contract signature approval budget expense ' +
    'salary holiday shift candidate interview job company office device sensor alert metric log trace build release',
);

export const CONTEXTS = [
  '',
  '',
  '',
  'on mobile',
  'for admins',
  'in the sidebar',
  'per tenant',
  'with pagination',
  'after checkout',
  'for new customers',
  'in the API',
  'by date',
];

export const MARKS = ['', '', '', '', '', ' v2', ' v3', ', part 1', ', part 2', ' phase II'];

function words(text: string): string[] {
  return text.split(' ');
}
