using CodeAssist.Server.Logging;

namespace CodeAssist.Server.Tests.Logging;

public sealed class LogFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ca-").FullName;

    private string File => Path.Combine(_folder, "a.log");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_log_keeps_what_earlier_processes_wrote()
    {
        Write(1000, "one");
        Write(1000, "two");

        Assert.Equal("one\ntwo\n", System.IO.File.ReadAllText(File));
    }

    [Fact]
    public void A_log_at_its_limit_is_put_aside_and_two_old_ones_are_kept()
    {
        Write(1, "one", "two", "three", "four");

        Assert.Equal("four\n", System.IO.File.ReadAllText(File));
        Assert.Equal("three\n", System.IO.File.ReadAllText(File + ".1"));
        Assert.Equal("two\n", System.IO.File.ReadAllText(File + ".2"));
        Assert.Equal(3, Directory.GetFiles(_folder).Length);
    }

    [Fact]
    public void Two_processes_at_the_limit_put_the_log_aside_once()
    {
        using var first = LogFile.Open(File, limitBytes: 8);
        using var second = LogFile.Open(File, limitBytes: 8);
        first.WriteLine("together");

        first.WriteLine("one");
        second.WriteLine("two");

        Assert.Equal("one\ntwo\n", System.IO.File.ReadAllText(File));
        Assert.Equal("together\n", System.IO.File.ReadAllText(File + ".1"));
    }

    [Fact]
    public void A_log_that_cannot_be_opened_is_done_without()
    {
        Directory.CreateDirectory(File);

        Write(1000, "one");

        Assert.Empty(Directory.GetFiles(_folder));
    }

    private void Write(long limit, params string[] lines)
    {
        using var log = LogFile.Open(File, limit);
        foreach (var line in lines)
        {
            log.WriteLine(line);
        }
    }
}
