/** Where people open a vendor's pages. */
export interface VendorPages {
  /** Of the API; on a server of one's own the pages are at the same host. */
  baseUrl: string;
  /** The vendor's own host, which stays the same where a proxy stands before its API: `linear.app`. */
  host: string;
}

/** Whether a URL is at a host where the vendor's pages may be. Which of two it is, only the vendor's answer tells. */
export function mayBePageOf({ baseUrl, host }: VendorPages, url: URL): boolean {
  return url.host === host || isAtHostOf(baseUrl, url);
}

/** Whether a URL is at the host of another one, given as text; never where that is none. */
export function isAtHostOf(address: string, url: URL): boolean {
  return URL.canParse(address) && new URL(address).host === url.host;
}
