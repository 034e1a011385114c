namespace CodeAssist.Models.Ledger;

/// <summary>Every file operation of the ledger, so that a test can let each of them fail.</summary>
/// <remarks>All of them throw <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/> for what a disk can do.</remarks>
internal interface ILedgerDisk
{
    /// <summary>Makes it, for the user alone, where it is missing.</summary>
    void MakeDirectory(string path);

    /// <summary>Full paths of the files with this ending, in the order of their names; none where there is no such directory.</summary>
    IReadOnlyList<string> List(string directory, string ending);

    byte[] Read(string path);

    /// <summary>What lies behind an offset; nothing where the file is shorter.</summary>
    byte[] Read(string path, long offset);

    long Length(string path);

    /// <summary>Makes the file where it is missing.</summary>
    void Write(string path, long offset, ReadOnlySpan<byte> bytes);

    /// <summary>Returns when the file lies on the disk and not only in its memory.</summary>
    void Flush(string path);

    void Cut(string path, long length);

    void Delete(string path);

    /// <summary>Holds a file that nobody else can hold, until it is disposed of or this process ends in any way.</summary>
    /// <returns>Null while somebody else holds it.</returns>
    IDisposable? TryHold(string path);
}
