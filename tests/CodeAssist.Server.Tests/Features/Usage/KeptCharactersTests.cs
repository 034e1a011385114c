using CodeAssist.Core.Text;
using CodeAssist.Server.CommandLine.Usage;
using CodeAssist.Server.Features.Usage;
using CodeAssist.TestSupport;

namespace CodeAssist.Server.Tests.Features.Usage;

/// <summary>Behaviour 25: what is kept of accepted suggestions is counted on this machine.</summary>
public sealed class KeptCharactersTests : IDisposable
{
    private const string Document = "file:///somewhere/Shelf.cs";
    private const string Before = "var sum = ";
    private const string Taken = "Total(items);";

    private readonly ManualTime _time = new();
    private readonly List<UsageEntry> _recorded = [];
    private readonly KeptCharacters _kept;
    private string _text = Before + Taken + "\n";

    public KeptCharactersTests() => _kept = new KeptCharacters(_time, _recorded.Add);

    public void Dispose() => _kept.Dispose();

    [Fact]
    public void Behaviour_25_it_is_counted_at_five_marks_and_recorded_once()
    {
        Accept();

        Wait(20);
        Edit(new DocumentEdit(Before.Length, 5, "Sum"));
        Wait(100);
        Edit(new DocumentEdit(0, _text.Length, ""));
        Wait(600);

        var entry = Assert.Single(_recorded);
        Assert.Equal("15=13 30=8 120=8 300=0 600=0", Marks(entry));
        Assert.Equal((1, "csharp", 13), (entry.Schema, entry.Language, entry.Characters));
    }

    [Fact]
    public void Behaviour_25_a_document_that_is_closed_is_recorded_as_far_as_it_was_seen()
    {
        Accept();
        Wait(40);

        _kept.Closed(Document);
        Wait(600);

        Assert.Equal("15=13 30=13", Marks(Assert.Single(_recorded)));
    }

    [Fact]
    public void Behaviour_25_a_server_that_ends_records_what_it_has_seen()
    {
        Accept();
        Wait(16);

        _kept.Dispose();

        Assert.Equal("15=13", Marks(Assert.Single(_recorded)));
    }

    [Fact]
    public void Behaviour_25_of_several_alternatives_the_one_that_stands_there_is_followed()
    {
        _kept.Offered("1", Document, Before.Length, ["items.Count", Taken]);

        _kept.Accepted("1", _ => Snapshot());
        Wait(601);

        Assert.Equal(13, Assert.Single(_recorded).Characters);
    }

    [Fact]
    public void Behaviour_25_what_does_not_stand_there_is_not_followed()
    {
        _kept.Offered("1", Document, Before.Length, ["items.Count"]);

        _kept.Accepted("1", _ => Snapshot());
        _kept.Accepted("2", _ => Snapshot());
        Wait(601);

        Assert.Empty(_recorded);
    }

    [Fact]
    public void Behaviour_25_the_file_is_read_back_and_a_torn_line_is_left_out()
    {
        var folder = Directory.CreateTempSubdirectory("ca-usage-").FullName;
        try
        {
            Accept();
            Wait(601);
            using (var file = UsageFiles.Kept.Open(folder))
            {
                file.WriteLine(UsageFiles.Kept.Line(_recorded[0]));
                file.WriteLine("{\"schema\":1,\"at\":");
                file.WriteLine("{\"schema\":2,\"at\":\"2026-11-21T00:00:00+00:00\",\"language\":\"x\",\"characters\":1,\"kept\":{}}");
            }

            var read = Assert.Single(UsageFiles.Kept.Read(folder));

            Assert.Equal(Marks(_recorded[0]), Marks(read));
            Assert.Equal(_recorded[0].At, read.At);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Behaviour_25_the_report_has_a_row_for_each_day_and_language()
    {
        var day = new DateTimeOffset(2026, 11, 20, 23, 30, 0, TimeSpan.Zero);

        var rows = KeptRow.Of(
            [
                new UsageEntry(1, day, "csharp", 10, new() { [15] = 10, [30] = 5 }),
                new UsageEntry(1, day, "csharp", 30, new() { [15] = 10 }),
                new UsageEntry(1, day.AddHours(1), "python", 4, new() { [15] = 4 }),
            ],
            TimeZoneInfo.Utc);

        Assert.Equal("2026-11-21 python 1 4 15=1|2026-11-20 csharp 2 40 15=0.5 30=0.5", string.Join('|', rows.Select(row => FormattableString.Invariant(
            $"{row.Day} {row.Language} {row.Suggestions} {row.Characters} {string.Join(' ', row.Kept.Select(pair => FormattableString.Invariant($"{pair.Key}={pair.Value}")))}"))));
    }

    private static string Marks(UsageEntry entry) => string.Join(' ', entry.Kept.Select(pair => $"{pair.Key}={pair.Value}"));

    private void Accept()
    {
        _kept.Offered("1", Document, Before.Length, [Taken]);
        _kept.Accepted("1", _ => Snapshot());
    }

    private DocumentSnapshot Snapshot() => DocumentSnapshot.Open(Document, "csharp", 1, _text);

    private void Edit(DocumentEdit edit)
    {
        _text = _text.Remove(edit.Offset, edit.Removed).Insert(edit.Offset, edit.Inserted);
        _kept.Changed(Document, _text, [edit]);
    }

    private void Wait(int seconds) => _time.Advance(TimeSpan.FromSeconds(seconds));
}
