using CodeAssist.Core.Providers;

namespace CodeAssist.Egress.Protocol.Catalogue;

/// <summary>The two files that a catalogue is made of: ours, which is part of this assembly, and the user's, which may add to it.</summary>
public static class CatalogueFiles
{
    /// <summary>Name of the user's file in the configuration directory. One in a workspace is not read.</summary>
    public const string UserFileName = "providers.json";

    private const string ShippedName = "catalogue.json";

    // Far more than anybody writes; what is longer is another file.
    private const int LongestFile = 1024 * 1024;

    private static readonly Lazy<ModelCatalogue> _shipped = new(ReadShipped);

    /// <summary>What comes with this build.</summary>
    public static ModelCatalogue Shipped => _shipped.Value;

    /// <summary>Reads what the user adds. A file that cannot be used to its last entry adds nothing, and is told of.</summary>
    /// <param name="userFile">Absolute path; the file need not be there. Empty for none.</param>
    /// <param name="today">When it is read: the date of what it says without one.</param>
    public static CatalogueReading Read(string userFile, DateOnly today)
    {
        if (userFile.Length == 0)
        {
            return new CatalogueReading(Shipped, Problem: null);
        }

        try
        {
            // Through one handle, so that what is measured is what is read.
            using var file = new FileStream(userFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var content = new byte[Math.Min(file.Length, LongestFile + 1)];
            var length = file.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
            return length > LongestFile
                ? new CatalogueReading(Shipped, $"{userFile} cannot be used: it is longer than 1 MiB.")
                : new CatalogueReader(userFile, today).Extend(Shipped, content.AsSpan(0, length));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return new CatalogueReading(Shipped, Problem: null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return new CatalogueReading(Shipped, $"{userFile} cannot be used: {exception.Message}");
        }
    }

    private static ModelCatalogue ReadShipped()
    {
        using var stream = typeof(CatalogueFiles).Assembly.GetManifestResourceStream(ShippedName)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return new CatalogueReader(ShippedName, DateOnly.MinValue).ReadShipped(content);
    }
}
