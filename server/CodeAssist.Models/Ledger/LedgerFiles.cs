using System.Globalization;

namespace CodeAssist.Models.Ledger;

/// <summary>The names of the ledger's files below the user's data directory.</summary>
public static class LedgerFiles
{
    internal const string SegmentEnding = ".ledger";
    internal const string WriterEnding = ".writer";

    /// <summary>Where the ledger lies.</summary>
    /// <param name="dataDirectory">Absolute path.</param>
    public static string In(string dataDirectory) => Path.Combine(dataDirectory, "ledger");

    internal static string Segment(string directory, int number) =>
        Path.Combine(directory, number.ToString("D8", CultureInfo.InvariantCulture) + SegmentEnding);

    internal static int Number(string path) =>
        int.TryParse(Path.GetFileNameWithoutExtension(path), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    internal static string Writer(string directory, string writer) => Path.Combine(directory, writer + WriterEnding);

    internal static string Lock(string directory) => Path.Combine(directory, "lock");
}
