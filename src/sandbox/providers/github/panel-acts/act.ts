/** What a person typed, by the names of the action's inputs. */
export type Inputs = Readonly<Record<string, string>>;

/** Does one action; `item` is the id of the item it stands at. Throws `Refused` where it cannot be done. */
export type Act = (item: string, inputs: Inputs) => void;
