import QuoteStore
import Testing

@Test func aStoreHasAVersion() {
  #expect(StoreVersion.current == 1)
}
