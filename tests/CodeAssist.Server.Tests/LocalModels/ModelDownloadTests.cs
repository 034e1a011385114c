using CodeAssist.Core.Integrity;
using CodeAssist.Egress.Protocol;
using CodeAssist.Server.LocalModels.Downloads;

namespace CodeAssist.Server.Tests.LocalModels;

/// <summary>Whatever happens on the way, a file has its name only when it is whole and what was promised.</summary>
public sealed class ModelDownloadTests : IDisposable
{
    // Two parts of 1 MiB each, and a piece more.
    private static readonly byte[] _file = [.. Enumerable.Range(0, (2 << 20) + 5).Select(index => (byte)(index * 31 / 7))];
    private static readonly string _digest = Sha256.HexOf(_file);

    private readonly string _folder = Directory.CreateTempSubdirectory("ca-").FullName;
    private readonly ScriptedSource _source = new(_file);

    private string Target => Path.Combine(_folder, "m", "m.gguf");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_file_comes_in_parallel_parts_and_gets_its_name_at_the_end()
    {
        var last = 0L;

        var done = Assert.IsType<DownloadOutcome.Done>(await Download().RunAsync(progress => last = Math.Max(last, progress.DoneBytes), Token));

        Assert.Equal((_digest, false), (done.Sha256, done.IsPinnedNow));
        Assert.Equal(_file, await File.ReadAllBytesAsync(Target, Token));
        Assert.Equal(_file.Length, last);
        Assert.Equal([0L, _file.Length / 2], _source.Opened.Order());
        Assert.Equal([Target], Directory.GetFiles(Path.GetDirectoryName(Target)!));
    }

    [Fact]
    public async Task A_digest_that_nobody_promised_is_pinned()
    {
        var done = Assert.IsType<DownloadOutcome.Done>(await Download(digest: null).RunAsync(static _ => { }, Token));

        Assert.Equal((_digest, true), (done.Sha256, done.IsPinnedNow));
    }

    [Fact]
    public async Task Where_nobody_promised_a_digest_nothing_is_noted_that_is_not_on_the_disk()
    {
        var synced = new List<long>();
        var disk = DownloadDisk.Real with { Sync = path => synced.Add(new FileInfo(path).Length) };
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Download(digest: null, disk: disk).RunAsync(
            progress =>
            {
                if (progress.DoneBytes > 640 << 10)
                {
                    stop.Cancel();
                }
            },
            stop.Token));
        Assert.NotEmpty(synced);
        var before = synced.Count;

        Assert.IsType<DownloadOutcome.Done>(await Download(digest: null, disk: disk).RunAsync(static _ => { }, Token));

        // And the last time before it gets its name.
        Assert.True(synced.Count > before);
        Assert.Equal(_file.Length, synced[^1]);
    }

    [Fact]
    public async Task The_hubs_word_counts_where_the_catalogue_has_none()
    {
        _source.Digest = new string('0', 64);

        Assert.IsType<DownloadOutcome.Failed>(await Download(digest: null).RunAsync(static _ => { }, Token));
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(Target)!));
    }

    [Fact]
    public async Task A_wrong_file_is_deleted_and_never_named()
    {
        var failed = Assert.IsType<DownloadOutcome.Failed>(await Download(digest: new string('0', 64)).RunAsync(static _ => { }, Token));

        Assert.Contains(_digest, failed.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(Target)!));
    }

    [Fact]
    public async Task A_hub_that_says_another_digest_or_size_is_not_even_fetched_from()
    {
        _source.Digest = new string('0', 64);
        Assert.IsType<DownloadOutcome.Failed>(await Download().RunAsync(static _ => { }, Token));
        _source.Digest = null;
        Assert.IsType<DownloadOutcome.Failed>(await Download(bytes: 7).RunAsync(static _ => { }, Token));

        Assert.Equal(0, _source.ReadBytes);
    }

    [Fact]
    public async Task A_source_without_ranges_is_read_in_one_part()
    {
        _source.HasRanges = false;

        Assert.IsType<DownloadOutcome.Done>(await Download().RunAsync(static _ => { }, Token));
        Assert.Equal([0L], _source.Opened);
    }

    [Theory]
    [InlineData(EgressFailureKind.Interrupted)]
    [InlineData(EgressFailureKind.TimedOut)]
    [InlineData(EgressFailureKind.RateLimited)]
    public async Task A_part_that_breaks_off_goes_on_where_it_was(EgressFailureKind kind)
    {
        _source.BreakOnce(after: 192 << 10, new EgressFailure(kind, "broken", "again", RetryAfter: TimeSpan.Zero));

        Assert.IsType<DownloadOutcome.Done>(await Download().RunAsync(static _ => { }, Token));
        Assert.Equal(_file, await File.ReadAllBytesAsync(Target, Token));
        Assert.Equal(3, _source.Opened.Count);
        Assert.Contains(_source.Opened, from => from % (_file.Length / 2) == 192 << 10);
    }

    [Fact]
    public async Task A_file_that_ends_too_early_is_gone_on_with_and_then_given_up()
    {
        _source.Available = 1280 << 10;
        _source.Retry = TimeSpan.Zero;

        Assert.IsType<DownloadOutcome.Failed>(await Download().RunAsync(static _ => { }, Token));
        Assert.False(File.Exists(Target));
        Assert.True(File.Exists(Target + ".partial"));
    }

    [Fact]
    public async Task What_was_interrupted_is_gone_on_with_and_nothing_comes_twice()
    {
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Download().RunAsync(
            progress =>
            {
                if (progress.DoneBytes > 640 << 10)
                {
                    stop.Cancel();
                }
            },
            stop.Token));
        Assert.False(File.Exists(Target));
        var before = _source.ReadBytes;

        Assert.IsType<DownloadOutcome.Done>(await Download().RunAsync(static _ => { }, Token));

        Assert.Equal(_file, await File.ReadAllBytesAsync(Target, Token));
        Assert.InRange(_source.ReadBytes - before, 1, _file.Length - (640 << 10));
    }

    [Fact]
    public async Task A_note_that_was_lost_or_torn_by_a_kill_begins_anew()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Target)!);
        await File.WriteAllTextAsync(Target + ".partial", "half", Token);
        await File.WriteAllTextAsync(Target + ".partial.json", "{\"TotalBytes\":9,\"Segments\":[{\"From\":0,\"To\":99,\"At\":50}]}", Token);

        Assert.IsType<DownloadOutcome.Done>(await Download().RunAsync(static _ => { }, Token));
        Assert.Equal(_file, await File.ReadAllBytesAsync(Target, Token));
    }

    [Fact]
    public async Task A_kill_before_the_name_was_given_is_finished_without_asking_again()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Target)!);
        await File.WriteAllBytesAsync(Target + ".partial", _file, Token);
        new PartialState(_file.Length, null, _digest, [new PartialSegment { From = 0, To = _file.Length, At = _file.Length }]).Write(Target + ".partial.json");

        Assert.IsType<DownloadOutcome.Done>(await Download().RunAsync(static _ => { }, Token));
        Assert.Empty(_source.Opened);
    }

    [Fact]
    public async Task A_file_that_is_there_is_checked_and_not_fetched()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Target)!);
        await File.WriteAllBytesAsync(Target, _file, Token);

        Assert.IsType<DownloadOutcome.Done>(await Download().RunAsync(static _ => { }, Token));
        Assert.Empty(_source.Opened);
    }

    [Fact]
    public async Task A_file_that_changed_at_the_hub_is_not_sewn_together_from_two()
    {
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Download().RunAsync(_ => stop.Cancel(), stop.Token));
        _source.IgnoresFrom = true;

        Assert.IsType<DownloadOutcome.Done>(await Download().RunAsync(static _ => { }, Token));
        Assert.Equal(_file, await File.ReadAllBytesAsync(Target, Token));
    }

    [Fact]
    public async Task Where_there_is_no_room_nothing_is_fetched()
    {
        var failed = Assert.IsType<DownloadOutcome.Failed>(await Download(disk: DownloadDisk.Real with { FreeBytes = _ => 1000 }).RunAsync(static _ => { }, Token));

        Assert.Contains("are needed", failed.Message, StringComparison.Ordinal);
        Assert.Equal(0, _source.ReadBytes);
    }

    [Fact]
    public async Task A_disk_that_is_full_at_the_end_keeps_what_came_and_says_what_to_do()
    {
        var room = _file.Length * 99L / 100;
        var disk = DownloadDisk.Real with { Open = path => new NarrowStream(DownloadDisk.Real.Open(path), room) };

        var failed = Assert.IsType<DownloadOutcome.Failed>(await Download(disk: disk).RunAsync(static _ => { }, Token));

        Assert.Contains("cannot be written", failed.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Target));
        Assert.IsType<DownloadOutcome.Done>(await Download().RunAsync(static _ => { }, Token));
        Assert.Equal(_file, await File.ReadAllBytesAsync(Target, Token));
    }

    private ModelDownload Download(string? digest = "", long? bytes = null, DownloadDisk? disk = null) =>
        new(new DownloadWish("m", 0, Target, bytes, digest is "" ? _digest : digest), _source, disk ?? DownloadDisk.Real, TimeProvider.System) { LeastPartBytes = 1 << 20 };
}
