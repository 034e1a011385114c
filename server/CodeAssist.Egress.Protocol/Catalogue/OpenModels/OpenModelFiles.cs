using CodeAssist.Core.LocalModels;

namespace CodeAssist.Egress.Protocol.Catalogue.OpenModels;

/// <summary>The two files that the list of models is made of: ours, which is part of this assembly, and the user's, which may add to it.</summary>
public static class OpenModelFiles
{
    /// <summary>Name of the user's file in the configuration directory. One in a workspace is not read.</summary>
    public const string UserFileName = "models.json";

    private const string ShippedName = "models.json";

    private static readonly Lazy<OpenModelList> _shipped = new(static () => new OpenModelReader(ShippedName, DateOnly.MinValue).ReadShipped(CatalogueText.Shipped(ShippedName)));

    /// <summary>What comes with this build.</summary>
    public static OpenModelList Shipped => _shipped.Value;

    /// <summary>Reads what the user adds. A file that cannot be used to its last entry adds nothing, and is told of.</summary>
    /// <param name="userFile">Absolute path; the file need not be there. Empty for none.</param>
    /// <param name="today">When it is read: the date of what it says without one.</param>
    public static OpenModelReading Read(string userFile, DateOnly today) =>
        CatalogueText.Read(userFile, out var problem) is { } content
            ? new OpenModelReader(userFile, today).Extend(Shipped, content)
            : new OpenModelReading(Shipped, problem);
}
