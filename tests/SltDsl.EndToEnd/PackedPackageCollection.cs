namespace SltDsl.EndToEnd;

/// <summary>The tests that share one packing.</summary>
[CollectionDefinition(nameof(PackedPackage))]
public sealed class PackedPackageCollection : ICollectionFixture<PackedPackage>;
