using CodeAssist.Core.Spending;
using CodeAssist.Server.Features.Usage;
using CodeAssist.TestSupport;

namespace CodeAssist.Server.Tests.Features.Usage;

public sealed class LocalUseTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly List<LocalUseEntry> _recorded = [];
    private readonly LocalUse _use;

    public LocalUseTests() => _use = new LocalUse(_time, _recorded.Add);

    public void Dispose() => _use.Dispose();

    [Fact]
    public void A_thousand_keystrokes_are_one_line_a_minute()
    {
        for (var key = 0; key < 1000; key++)
        {
            _use.Count(LocalUse.Completion, "local/small", new TokenCounts(100, 90, 3));
            _time.Advance(TimeSpan.FromMilliseconds(50));
        }

        Assert.Empty(_recorded);
        _time.Advance(TimeSpan.FromMinutes(5));

        var day = new DateOnly(2026, 11, 20);
        Assert.Equal([new LocalUseEntry(1, day, "completion", "local/small", 1000, new TokenCounts(100_000, 90_000, 3000))], _recorded);
    }

    [Fact]
    public void Days_models_and_tasks_are_told_apart()
    {
        _use.Count(LocalUse.Completion, "local/small", new TokenCounts(1, 0, 1));
        _use.Count("explain", "local/small", new TokenCounts(2, 0, 2));
        _use.Count("explain", "local/large", new TokenCounts(3, 0, 3));
        _time.Zone = TimeZoneInfo.CreateCustomTimeZone("east", TimeSpan.FromHours(13), "east", "east");
        _use.Count("explain", "local/large", new TokenCounts(4, 0, 4));

        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal("20 completion local/small 1|20 explain local/small 2|20 explain local/large 3|21 explain local/large 4", string.Join('|', _recorded.Select(
            entry => $"{entry.Day.Day} {entry.Task} {entry.Model} {entry.Tokens.Output}")));
    }

    [Fact]
    public void What_was_not_written_yet_is_at_the_end()
    {
        _use.Count(LocalUse.Completion, "local/small", new TokenCounts(1, 0, 1));

        _use.Dispose();

        Assert.Single(_recorded);
        Assert.Equal(0, _time.WaitingTimers);
    }

    [Fact]
    public void The_file_gives_back_what_was_written_and_leaves_out_what_it_does_not_know()
    {
        var folder = Directory.CreateTempSubdirectory("codeassist-usage-");
        try
        {
            var entry = new LocalUseEntry(1, new DateOnly(2026, 11, 20), "explain", "local/small", 2, new TokenCounts(3, 2, 1));
            using (var file = UsageFiles.Local.Open(folder.FullName))
            {
                file.WriteLine(UsageFiles.Local.Line(entry));
                file.WriteLine("""{"schema":2}""");
                file.WriteLine(UsageFiles.Local.Line(entry with { Schema = 2 }));
                file.WriteLine(UsageFiles.Local.Line(entry)[..20]);
            }

            Assert.Equal([entry], UsageFiles.Local.Read(folder.FullName));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
