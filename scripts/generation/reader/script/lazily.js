// Values that are made when they are first asked for, because the page must not wait for all.

/** Give an object properties that their makers make at first use. */
export function withLazy(object, makers) {
  for (const [name, maker] of Object.entries(makers)) {
    const get = () => {
      const value = maker();
      Object.defineProperty(object, name, { value });
      return value;
    };
    Object.defineProperty(object, name, { get, configurable: true });
  }
  return object;
}
