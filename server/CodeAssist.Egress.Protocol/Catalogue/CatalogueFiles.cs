using CodeAssist.Core.Providers;

namespace CodeAssist.Egress.Protocol.Catalogue;

/// <summary>The two files that a catalogue is made of: ours, which is part of this assembly, and the user's, which may add to it.</summary>
public static class CatalogueFiles
{
    /// <summary>Name of the user's file in the configuration directory. One in a workspace is not read.</summary>
    public const string UserFileName = "providers.json";

    private const string ShippedName = "catalogue.json";

    private static readonly Lazy<ModelCatalogue> _shipped = new(static () => new CatalogueReader(ShippedName, DateOnly.MinValue).ReadShipped(CatalogueText.Shipped(ShippedName)));

    /// <summary>What comes with this build.</summary>
    public static ModelCatalogue Shipped => _shipped.Value;

    /// <summary>Reads what the user adds. A file that cannot be used to its last entry adds nothing, and is told of.</summary>
    /// <param name="userFile">Absolute path; the file need not be there. Empty for none.</param>
    /// <param name="today">When it is read: the date of what it says without one.</param>
    public static CatalogueReading Read(string userFile, DateOnly today) =>
        CatalogueText.Read(userFile, out var problem) is { } content
            ? new CatalogueReader(userFile, today).Extend(Shipped, content)
            : new CatalogueReading(Shipped, problem);
}
