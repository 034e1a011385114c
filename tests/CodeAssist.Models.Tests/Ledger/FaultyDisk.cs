using CodeAssist.Models.Ledger;

namespace CodeAssist.Models.Tests.Ledger;

/// <summary>The real disk, but for one operation: the n-th fails, a write after half of its bytes.</summary>
internal sealed class FaultyDisk(int failing) : ILedgerDisk
{
    private readonly LedgerDisk _disk = new();

    /// <summary>How many operations there were.</summary>
    public int Count { get; private set; }

    public void MakeDirectory(string path) => Do(() => _disk.MakeDirectory(path));

    public IReadOnlyList<string> List(string directory, string ending) => Do(() => _disk.List(directory, ending));

    public byte[] Read(string path) => Do(() => _disk.Read(path));

    public byte[] Read(string path, long offset) => Do(() => _disk.Read(path, offset));

    public long Length(string path) => Do(() => _disk.Length(path));

    public void Write(string path, long offset, ReadOnlySpan<byte> bytes)
    {
        if (++Count == failing)
        {
            _disk.Write(path, offset, bytes[..(bytes.Length / 2)]);
            throw new IOException("No space left on device");
        }

        _disk.Write(path, offset, bytes);
    }

    public void Flush(string path) => Do(() => _disk.Flush(path));

    public void Cut(string path, long length) => Do(() => _disk.Cut(path, length));

    public void Delete(string path) => Do(() => _disk.Delete(path));

    public IDisposable? TryHold(string path) => Do(() => _disk.TryHold(path));

    private void Do(Action operation) => Do(() =>
    {
        operation();
        return 0;
    });

    private T Do<T>(Func<T> operation) => ++Count == failing ? throw new IOException("Input/output error") : operation();
}
