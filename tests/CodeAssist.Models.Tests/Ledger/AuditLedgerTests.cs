using CodeAssist.Models.Ledger;
using CodeAssist.TestSupport;

namespace CodeAssist.Models.Tests.Ledger;

public sealed class AuditLedgerTests : IDisposable
{
    private static readonly LedgerOutcome _answered = new(LedgerOutcomeKind.Answered, "");

    private readonly LedgerSandbox _sandbox = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task Keeps_who_sent_what_where_and_what_became_of_it()
    {
        using (var ledger = _sandbox.Open())
        {
            var sequence = await KeptAsync(ledger.BeginAsync(LedgerSandbox.Attempt("explain a finding"), Cancellation));
            await KeptAsync(ledger.SettleAsync(sequence, _answered, Cancellation));
            await KeptAsync(ledger.RefuseAsync(LedgerSandbox.Attempt("another"), "LocalOnlyOrigin", Cancellation));
            await KeptAsync(ledger.NoteAsync(new LedgerNotice("guarded-setting-ignored", "A repository tried to set an address."), Cancellation));
        }

        var contents = await _sandbox.ReadAsync(Cancellation);
        Assert.Empty(contents.Problems);
        Assert.Equal([1, 3, 4], contents.Entries.Select(entry => entry.Sequence));
        Assert.Equal("explain a finding", contents.Entries[0].Attempt!.Purpose);
        Assert.Equal(2, contents.Entries[0].Attempt!.Rules["aws-access-token"]);
        Assert.Equal(_answered, contents.Entries[0].Outcome);
        Assert.Equal(new LedgerOutcome(LedgerOutcomeKind.Refused, "LocalOnlyOrigin"), contents.Entries[1].Outcome);
        Assert.Equal("guarded-setting-ignored", contents.Entries[2].Notice!.Code);
    }

    [Fact]
    public async Task Goes_on_where_the_process_before_ended()
    {
        for (var run = 1; run <= 3; run++)
        {
            using var ledger = _sandbox.Open();
            Assert.Equal((2 * run) - 1, await KeptAsync(ledger.RefuseAsync(LedgerSandbox.Attempt("one"), "x", Cancellation)));
            Assert.Equal(2 * run, await KeptAsync(ledger.RefuseAsync(LedgerSandbox.Attempt("two"), "x", Cancellation)));
        }

        Assert.Empty((await _sandbox.ReadAsync(Cancellation)).Problems);
    }

    [Fact]
    public async Task Two_writers_at_once_write_one_chain()
    {
        using var first = _sandbox.Open();
        using var second = _sandbox.Open();
        async Task WriteAsync(AuditLedger ledger)
        {
            for (var count = 0; count < 20; count++)
            {
                await KeptAsync(ledger.RefuseAsync(LedgerSandbox.Attempt("x"), "x", Cancellation));
            }
        }

        await Task.WhenAll(WriteAsync(first), WriteAsync(second), WriteAsync(first));

        var contents = await _sandbox.ReadAsync(Cancellation);
        Assert.Empty(contents.Problems);
        Assert.Equal(Enumerable.Range(1, 60).Select(number => (long)number), contents.Entries.Select(entry => entry.Sequence));
    }

    [Fact]
    public async Task An_attempt_of_a_process_that_ended_is_marked_by_the_next_one()
    {
        using (var ended = _sandbox.Open())
        {
            await KeptAsync(ended.BeginAsync(LedgerSandbox.Attempt("left open"), Cancellation));
        }

        using var living = _sandbox.Open();
        var own = await KeptAsync(living.BeginAsync(LedgerSandbox.Attempt("under way"), Cancellation));
        using var third = _sandbox.Open();
        await KeptAsync(third.NoteAsync(new LedgerNotice("x", "x"), Cancellation));

        var entries = (await _sandbox.ReadAsync(Cancellation)).Entries;
        Assert.Equal(new LedgerOutcome(LedgerOutcomeKind.Unknown, "process-ended"), entries[0].Outcome);
        Assert.Null(entries.Single(entry => entry.Sequence == own).Outcome);
    }

    /// <summary>A record torn off at any byte is cut and reported; the ones before it stay.</summary>
    [Fact]
    public async Task A_torn_tail_is_cut_wherever_it_is_torn()
    {
        using (var ledger = _sandbox.Open())
        {
            await KeptAsync(ledger.RefuseAsync(LedgerSandbox.Attempt("kept"), "x", Cancellation));
        }

        var file = _sandbox.Files.Single();
        var kept = await File.ReadAllBytesAsync(file, Cancellation);
        using (var ledger = _sandbox.Open())
        {
            await KeptAsync(ledger.RefuseAsync(LedgerSandbox.Attempt("torn"), "x", Cancellation));
        }

        var whole = await File.ReadAllBytesAsync(file, Cancellation);
        for (var length = kept.Length + 1; length < whole.Length; length++)
        {
            await File.WriteAllBytesAsync(file, whole[..length], Cancellation);
            var torn = await _sandbox.ReadAsync(Cancellation);
            Assert.True(torn.IsIntact);
            Assert.Equal(LedgerProblemKind.TornTail, Assert.Single(torn.Problems).Kind);

            using var ledger = _sandbox.Open();
            await KeptAsync(ledger.RefuseAsync(LedgerSandbox.Attempt("after"), "x", Cancellation));

            var contents = await _sandbox.ReadAsync(Cancellation);
            Assert.Empty(contents.Problems);
            Assert.Equal("kept,,after", string.Join(',', contents.Entries.Select(entry => entry.Attempt?.Purpose)));
            Assert.Contains($"{length - kept.Length} bytes", contents.Entries[1].Notice!.Detail, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_changed_byte_is_found_and_says_where()
    {
        using (var ledger = _sandbox.Open())
        {
            for (var count = 0; count < 3; count++)
            {
                await KeptAsync(ledger.RefuseAsync(LedgerSandbox.Attempt("x"), "x", Cancellation));
            }
        }

        var file = _sandbox.Files.Single();
        var bytes = await File.ReadAllBytesAsync(file, Cancellation);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(file, bytes, Cancellation);

        var contents = await _sandbox.ReadAsync(Cancellation);
        Assert.False(contents.IsIntact);
        Assert.Contains(contents.Problems, problem => problem.Kind is LedgerProblemKind.Damaged && problem.Sentence.StartsWith("In 00000001.ledger at byte ", StringComparison.Ordinal));

        // What is whole behind the damage is not cut off, and writing goes on.
        using var next = _sandbox.Open();
        Assert.Equal(4, await KeptAsync(next.RefuseAsync(LedgerSandbox.Attempt("x"), "x", Cancellation)));
    }

    /// <summary>Whoever rewrites a record with a fitting checksum still breaks the chain.</summary>
    [Fact]
    public async Task A_record_that_was_replaced_or_taken_out_breaks_the_chain()
    {
        using (var ledger = _sandbox.Open())
        {
            for (var count = 0; count < 3; count++)
            {
                await KeptAsync(ledger.RefuseAsync(LedgerSandbox.Attempt("x"), "x", Cancellation));
            }
        }

        var file = _sandbox.Files.Single();
        var bytes = await File.ReadAllBytesAsync(file, Cancellation);
        var frames = LedgerSegment.Parse(bytes).Frames;
        await File.WriteAllBytesAsync(file, [.. bytes[..frames[2].Start], .. bytes[frames[2].End..]], Cancellation);
        Assert.Contains((await _sandbox.ReadAsync(Cancellation)).Problems, problem => problem.Kind is LedgerProblemKind.BrokenChain);

        var forged = LedgerFrame.Build("""{"sequence":2,"at":"2026-01-01T00:00:00Z","writer":"x"}"""u8, frames[2].Hash.Span);
        await File.WriteAllBytesAsync(file, [.. bytes[..frames[2].Start], .. forged, .. bytes[frames[2].End..]], Cancellation);
        Assert.Contains((await _sandbox.ReadAsync(Cancellation)).Problems, problem => problem.Kind is LedgerProblemKind.BrokenChain);
    }

    [Fact]
    public async Task A_ledger_of_a_later_version_is_left_alone()
    {
        _ = Directory.CreateDirectory(_sandbox.Directory);
        var payload = """{"schema":9,"firstSequence":1,"previousHash":""}"""u8.ToArray();
        var file = Path.Combine(_sandbox.Directory, "00000001.ledger");
        await File.WriteAllBytesAsync(file, LedgerFrame.Build(payload, LedgerFrame.Chained([], payload)), Cancellation);
        var before = await File.ReadAllBytesAsync(file, Cancellation);

        using var ledger = _sandbox.Open();
        var lost = Assert.IsType<LedgerReceipt.Lost>(await ledger.NoteAsync(new LedgerNotice("x", "x"), Cancellation));

        Assert.Contains("later version", lost.Failure.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(file, Cancellation));
    }

    [Fact]
    public async Task Old_files_go_and_the_rest_still_verifies()
    {
        var time = new ManualTime();
        using (var ledger = _sandbox.Open(time))
        {
            for (var day = 0; day < 100; day++)
            {
                await KeptAsync(ledger.RefuseAsync(LedgerSandbox.Attempt("x"), "x", Cancellation));
                time.Advance(TimeSpan.FromDays(1) + TimeSpan.FromSeconds(1));
            }
        }

        var contents = await _sandbox.ReadAsync(Cancellation);
        Assert.Empty(contents.Problems);
        Assert.InRange(contents.Entries.Count, 89, 92);
        Assert.Equal(100, contents.Entries[^1].Sequence);
    }

    [Fact]
    public async Task A_clock_that_is_set_back_changes_no_order()
    {
        var time = new ManualTime();
        time.Advance(TimeSpan.FromDays(400));
        using (var ledger = _sandbox.Open(time))
        {
            await KeptAsync(ledger.RefuseAsync(LedgerSandbox.Attempt("first"), "x", Cancellation));
        }

        using (var ledger = _sandbox.Open(new ManualTime()))
        {
            await KeptAsync(ledger.RefuseAsync(LedgerSandbox.Attempt("second"), "x", Cancellation));
        }

        var contents = await _sandbox.ReadAsync(Cancellation);
        Assert.Empty(contents.Problems);
        Assert.Equal("first,second", string.Join(',', contents.Entries.Select(entry => entry.Attempt?.Purpose)));
    }

    [Fact]
    public async Task A_purge_leaves_its_note_and_the_numbers_go_on()
    {
        using var ledger = _sandbox.Open();
        await KeptAsync(ledger.RefuseAsync(LedgerSandbox.Attempt("CANARY-PURPOSE"), "x", Cancellation));
        Assert.Equal(2, await KeptAsync(ledger.PurgeAsync(Cancellation)));
        Assert.Equal(3, await KeptAsync(ledger.RefuseAsync(LedgerSandbox.Attempt("after"), "x", Cancellation)));

        var contents = await _sandbox.ReadAsync(Cancellation);
        Assert.Empty(contents.Problems);
        Assert.Equal(LedgerNotice.Purged, contents.Entries[0].Notice!.Code);
        Assert.DoesNotContain("CANARY", await File.ReadAllTextAsync(_sandbox.Files.Single(), Cancellation), StringComparison.Ordinal);
    }

    /// <summary>Case 58: each file operation fails once, the first, the second, until none is left to fail.</summary>
    [Fact]
    public async Task No_acknowledged_record_is_lost_whichever_file_operation_fails()
    {
        for (var failing = 1; ; failing++)
        {
            using var sandbox = new LedgerSandbox();
            var disk = new FaultyDisk(failing);
            List<long> acknowledged = [];
            var failures = 0;
            for (var run = 0; run < 2; run++)
            {
                using var ledger = new AuditLedger(sandbox.Directory, new LedgerOptions { FileBytes = 1500 }, TimeProvider.System, disk);
                for (var count = 0; count < 4; count++)
                {
                    switch (await ledger.BeginAsync(LedgerSandbox.Attempt("x"), Cancellation))
                    {
                        case LedgerReceipt.Kept kept:
                            acknowledged.Add(kept.Sequence);
                            break;
                        case LedgerReceipt.Lost lost:
                            failures++;
                            Assert.EndsWith("then try again.", lost.Failure.NextStep, StringComparison.Ordinal);
                            break;
                    }
                }
            }

            var contents = await sandbox.ReadAsync(Cancellation);
            Assert.True(contents.IsIntact, string.Join('\n', contents.Problems.Select(problem => $"operation {failing}: {problem.Sentence}")));
            Assert.Empty(acknowledged.Except(contents.Entries.Where(entry => entry.Attempt is not null).Select(entry => entry.Sequence)));
            Assert.InRange(failures, 0, 1);
            if (disk.Count < failing)
            {
                Assert.Equal(8, acknowledged.Count);
                return;
            }
        }
    }

    [Fact]
    public async Task Nobody_else_may_read_it()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows keeps rights in another form.");
            return;
        }

        using var ledger = _sandbox.Open();
        await KeptAsync(ledger.NoteAsync(new LedgerNotice("x", "x"), Cancellation));

        const UnixFileMode others = ~(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (var path in (string[])[_sandbox.Directory, .. _sandbox.Files])
        {
            Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(path) & others);
        }
    }

    private static async Task<long> KeptAsync(Task<LedgerReceipt> receipt) => Assert.IsType<LedgerReceipt.Kept>(await receipt).Sequence;
}
