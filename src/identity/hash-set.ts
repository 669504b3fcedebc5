const firstPlaces = 1024;

/** A set of 64-bit hashes, each given by its two halves: eight bytes a place, and nothing for the garbage collector to walk. */
export class HashSet {
  #places = new Uint32Array(2 * firstPlaces);
  #size = 0;

  has(high: number, low: number): boolean {
    return this.#isTaken(this.#find(high >>> 0, toStored(low)));
  }

  add(high: number, low: number): void {
    const place = this.#find(high >>> 0, toStored(low));
    if (this.#isTaken(place)) return;
    this.#put(place, high, toStored(low));
    this.#size += 1;
    if (this.#size * 4 > this.#places.length) this.#grow();
  }

  /** Where it is, or the empty place where it would be. */
  #find(high: number, low: number): number {
    const places = this.#places;
    const mask = places.length - 1;
    let place = (low << 1) & mask;
    while (places[place + 1] !== 0 && !(places[place] === high && places[place + 1] === low))
      place = (place + 2) & mask;
    return place;
  }

  #isTaken(place: number): boolean {
    return this.#places[place + 1] !== 0;
  }

  #put(place: number, high: number, low: number): void {
    this.#places[place] = high;
    this.#places[place + 1] = low;
  }

  #grow(): void {
    const before = this.#places;
    this.#places = new Uint32Array(2 * before.length);
    for (let place = 0; place < before.length; place += 2) {
      const [high = 0, low = 0] = [before[place], before[place + 1]];
      if (low !== 0) this.#put(this.#find(high, low), high, low);
    }
  }
}

/** Zero marks an empty place. */
const toStored = (low: number): number => low >>> 0 || 1;
