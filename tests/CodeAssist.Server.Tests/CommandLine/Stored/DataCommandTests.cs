using System.Text.Json;
using CodeAssist.Models.Ledger;
using CodeAssist.Processes.Directories;
using CodeAssist.Server.CommandLine;
using CodeAssist.Server.CommandLine.Stored;

namespace CodeAssist.Server.Tests.CommandLine.Stored;

public sealed class DataCommandTests : IDisposable
{
    private const string Canary = "CANARY-7Q2";

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("codeassist-data-");
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();
    private readonly StringWriter _lines = new();
    private readonly AppDirectories _directories;

    public DataCommandTests()
    {
        string Below(string name) => _home.CreateSubdirectory(name).FullName;
        _directories = new AppDirectories(Below("config"), Below("data"), Below("state"), Below("cache"), Below("runtime"), Below("log"));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private DataCommand Command => new(Terminal.On(_output, isTerminal: false), Terminal.On(_errors, isTerminal: false), _lines, _directories, TimeProvider.System);

    public void Dispose() => _home.Delete(recursive: true);

    [Fact]
    public async Task Lists_every_class_with_its_place_its_time_and_the_way_to_delete_it()
    {
        await File.WriteAllTextAsync(Path.Combine(_directories.Log, "codeassist.log"), new string('x', 3000), Cancellation);

        Assert.Equal(ExitCode.Success, await Command.ListAsync(asJson: true));

        var rows = JsonSerializer.Deserialize<JsonElement>(_lines.ToString()).EnumerateArray().ToDictionary(row => row.GetProperty("name").GetString()!, StringComparer.Ordinal);
        Assert.Equal("approvals,cache,crash-files,decisions,dismissals,index,keys,ledger,logs,models,prompts,reviews,tasks,usage", string.Join(',', rows.Keys.Order(StringComparer.Ordinal)));
        Assert.Equal(3000, rows["logs"].GetProperty("bytes").GetInt64());
        Assert.Equal("90 days", rows["ledger"].GetProperty("kept").GetString());
        Assert.All(rows.Values, row => Assert.False(string.IsNullOrEmpty(row.GetProperty("removal").GetString())));
    }

    [Fact]
    public async Task Shows_a_table_to_people()
    {
        Assert.Equal(ExitCode.Success, await Command.ListAsync(asJson: false));

        Assert.Contains("codeassist data purge ledger", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains(_directories.Log, _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exports_the_ledger_as_lines_of_json_and_verifies_it()
    {
        await SendAsync();

        Assert.Equal(ExitCode.Success, await Command.ExportAsync(Cancellation));
        Assert.Equal(ExitCode.Success, await Command.VerifyAsync(asJson: false, Cancellation));

        var entry = JsonSerializer.Deserialize<JsonElement>(Assert.Single(_lines.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)));
        Assert.Equal("https://example.test:443", entry.GetProperty("attempt").GetProperty("destination").GetString());
        Assert.Equal("Answered", entry.GetProperty("outcome").GetProperty("kind").GetString());
        Assert.Contains("as it was written: 1 entries", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_so_with_an_exit_code_where_the_ledger_was_changed()
    {
        await SendAsync();
        var file = Directory.EnumerateFiles(LedgerFiles.In(_directories.Data), "*.ledger").Single();
        var bytes = await File.ReadAllBytesAsync(file, Cancellation);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(file, bytes, Cancellation);

        Assert.Equal(ExitCode.LedgerChanged, await Command.VerifyAsync(asJson: true, Cancellation));

        Assert.False(JsonSerializer.Deserialize<JsonElement>(_lines.ToString()).GetProperty("isIntact").GetBoolean());
    }

    [Fact]
    public async Task A_ledger_that_was_never_written_is_empty_and_intact()
    {
        Assert.Equal(ExitCode.Success, await Command.VerifyAsync(asJson: false, Cancellation));
        Assert.Equal(ExitCode.Success, await Command.ExportAsync(Cancellation));
        Assert.False(Directory.Exists(LedgerFiles.In(_directories.Data)));
    }

    [Fact]
    public async Task Purges_nothing_without_a_word()
    {
        await SendAsync();

        Assert.Equal(ExitCode.Usage, await Command.PurgeAsync([], isConfirmed: false, Cancellation));

        Assert.Contains("--yes", _errors.ToString(), StringComparison.Ordinal);
        Assert.Equal(ExitCode.Success, await Command.ExportAsync(Cancellation));
        Assert.Contains(Canary, _lines.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_purge_nothing_of_it_is_left_anywhere()
    {
        await SendAsync();
        _ = Directory.CreateDirectory(Path.Combine(_directories.Cache, "deep"));
        foreach (var path in (string[])[Path.Combine(_directories.Log, "codeassist.log.1"), Path.Combine(_directories.Cache, "deep", "x"), Path.Combine(_directories.Data, "usage.jsonl")])
        {
            await File.WriteAllTextAsync(path, Canary, Cancellation);
        }

        Assert.Equal(ExitCode.Success, await Command.PurgeAsync([], isConfirmed: true, Cancellation));

        Assert.DoesNotContain(
            Directory.EnumerateFiles(_home.FullName, "*", SearchOption.AllDirectories), path => File.ReadAllText(path).Contains(Canary, StringComparison.Ordinal));
        Assert.Equal(ExitCode.Success, await Command.VerifyAsync(asJson: false, Cancellation));
    }

    [Fact]
    public async Task Refuses_a_class_that_is_none()
    {
        Assert.Equal(ExitCode.Usage, await Command.PurgeAsync(["everything"], isConfirmed: true, Cancellation));

        Assert.Contains("'everything' is nothing that can be purged. Name cache, logs, ledger, dismissals, reviews, tasks, approvals, usage.", _errors.ToString(), StringComparison.Ordinal);
    }

    private async Task SendAsync()
    {
        using var ledger = new AuditLedger(LedgerFiles.In(_directories.Data), new LedgerOptions(), TimeProvider.System);
        var attempt = new LedgerAttempt("review", "repository", Canary, "https://example.test:443", 10, new string('a', 64), new Dictionary<string, int>(StringComparer.Ordinal), "user");
        var kept = Assert.IsType<LedgerReceipt.Kept>(await ledger.BeginAsync(attempt, Cancellation));
        Assert.IsType<LedgerReceipt.Kept>(await ledger.SettleAsync(kept.Sequence, new LedgerOutcome(LedgerOutcomeKind.Answered, ""), Cancellation));
    }
}
