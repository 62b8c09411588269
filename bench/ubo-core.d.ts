/** The package has no types of its own; this is what the benchmarks call. */
declare module '@gorhill/ubo-core' {
  export class StaticNetFilteringEngine {
    static create(): Promise<StaticNetFilteringEngine>;
    useLists(lists: readonly { readonly name: string; readonly raw: string }[]): Promise<void>;
    /** 0 for no match. */
    matchRequest(details: {
      readonly originURL: string;
      readonly url: string;
      readonly type: string;
    }): number;
    serialize(): Promise<string>;
    deserialize(serialized: string): Promise<boolean>;
  }
  export function enableWASM(): Promise<boolean>;
}
