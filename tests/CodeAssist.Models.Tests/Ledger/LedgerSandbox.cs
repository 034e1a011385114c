using CodeAssist.Models.Ledger;

namespace CodeAssist.Models.Tests.Ledger;

/// <summary>A directory for one ledger, removed at the end.</summary>
internal sealed class LedgerSandbox : IDisposable
{
    public string Directory { get; } = Path.Combine(Path.GetTempPath(), "codeassist-ledger-" + Guid.NewGuid().ToString("N"));

    public IReadOnlyList<string> Files => [.. System.IO.Directory.EnumerateFiles(Directory, "*.ledger").Order(StringComparer.Ordinal)];

    public static LedgerAttempt Attempt(string purpose) =>
        new("review", "repository", purpose, "https://example.test:443", 1234, new string('a', 64), new Dictionary<string, int>(StringComparer.Ordinal) { ["aws-access-token"] = 2 }, "user");

    public AuditLedger Open() => Open(TimeProvider.System);

    public AuditLedger Open(TimeProvider time) => new(Directory, new LedgerOptions(), time);

    public async Task<LedgerContents> ReadAsync(CancellationToken cancellationToken)
    {
        using var ledger = Open();
        return await ledger.ReadAsync(cancellationToken);
    }

    public void Dispose()
    {
        if (System.IO.Directory.Exists(Directory))
        {
            System.IO.Directory.Delete(Directory, recursive: true);
        }
    }
}
