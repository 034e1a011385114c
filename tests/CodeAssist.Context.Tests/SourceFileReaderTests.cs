using System.Diagnostics;
using System.Text;

namespace CodeAssist.Context.Tests;

/// <summary>What a name on a disk can stand for, each answered soon and in one sentence.</summary>
public sealed class SourceFileReaderTests : IDisposable
{
    private const string UnixOnly = "Pipes, devices and modes are Unix's.";
    private const string LinuxOnly = "Needs Linux's /proc and its users per thread.";
    private static readonly TimeSpan _soon = TimeSpan.FromSeconds(10);

    private readonly string _folder = Directory.CreateTempSubdirectory("ca-").FullName;

    public static bool IsUnix => !OperatingSystem.IsWindows();

    public static bool IsLinux => OperatingSystem.IsLinux();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_source_file_is_read_with_its_language()
    {
        var path = Write("Program.cs", "var a = \"ä🙂\";\r\n"u8);

        Assert.Equal(new SourceFile(path, "csharp", "var a = \"ä🙂\";\r\n", SourceEncoding.Utf8), await ReadAsync(path));
    }

    [Fact]
    public async Task An_empty_file_is_an_empty_text() => Assert.Equal("", (await ReadAsync(Write("a.cs", []))).Text);

    [Fact]
    public async Task A_mark_is_no_part_of_the_text()
    {
        var file = await ReadAsync(Write("a.cs", [0xEF, 0xBB, 0xBF, .. "x"u8]));

        Assert.Equal(("x", SourceEncoding.Utf8WithMark), (file.Text, file.Encoding));
    }

    [Theory]
    [InlineData(false, true, SourceEncoding.Utf16LittleEndian)]
    [InlineData(true, true, SourceEncoding.Utf16BigEndian)]
    [InlineData(false, false, SourceEncoding.Utf16LittleEndian)]
    [InlineData(true, false, SourceEncoding.Utf16BigEndian)]
    public async Task Utf16_is_read_with_and_without_its_mark(bool bigEndian, bool marked, SourceEncoding expected)
    {
        const string Text = "class Ä { string s = \"🙂\"; }\n";
        var encoding = new UnicodeEncoding(bigEndian, marked);

        var file = await ReadAsync(Write("a.cs", [.. encoding.GetPreamble(), .. encoding.GetBytes(Text)]));

        Assert.Equal((Text, expected), (file.Text, file.Encoding));
    }

    [Fact]
    public async Task A_file_of_exactly_the_limit_is_read()
    {
        var path = Write("a.cs", new string('x', 100_000));

        Assert.IsType<SourceFileResult.Read>(await SourceFileReader.ReadAsync(path, 100_000, Cancellation));
    }

    [Fact]
    public async Task A_byte_more_is_too_large()
    {
        var path = Write("a.cs", new string('x', 1024 * 1024 + 1));

        var result = await SourceFileReader.ReadAsync(path, 1024 * 1024, Cancellation);

        Assert.Equal(
            new SourceFileFailure(SourceFileFailureKind.TooLarge, $"'{path}' is larger than 1024 KiB.", "Work on a smaller file."),
            Assert.IsType<SourceFileResult.Failed>(result).Failure);
    }

    [Fact]
    public async Task A_huge_sparse_file_is_refused_without_being_read()
    {
        var path = Write("a.cs", "");
        await using (var file = new FileStream(path, FileMode.Open))
        {
            file.SetLength(1L << 40);
        }

        await CheckAsync(path, SourceFileFailureKind.TooLarge);
    }

    [Theory]
    [InlineData(new byte[] { 0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0, 0, 0, 0, 0 }, SourceFileFailureKind.Binary)]
    [InlineData(new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D }, SourceFileFailureKind.Binary)]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF, 0x61, 0 }, SourceFileFailureKind.Binary)]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x61, 0, 0, 0, 0x62, 0 }, SourceFileFailureKind.Binary)]
    [InlineData(new byte[] { 0xFF, 0xFE, 0, 0, 0x61, 0, 0, 0 }, SourceFileFailureKind.UnknownEncoding)]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x61, 0, 0x62 }, SourceFileFailureKind.UnknownEncoding)]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x00, 0xD8, 0x61, 0 }, SourceFileFailureKind.UnknownEncoding)]
    [InlineData(new byte[] { 0x66, 0xFC, 0x72 }, SourceFileFailureKind.UnknownEncoding)] // "für" in Latin-1
    [InlineData(new byte[] { 0x61, 0xE2, 0x82 }, SourceFileFailureKind.UnknownEncoding)] // torn in the middle of a character
    public async Task What_is_not_text_is_refused(byte[] content, SourceFileFailureKind expected) =>
        await CheckAsync(Write("a.cs", content), expected);

    [Fact]
    public async Task A_missing_file_is_named()
    {
        var path = Path.Combine(_folder, "gone.cs");

        var failure = await CheckAsync(path, SourceFileFailureKind.Missing);

        Assert.Equal($"There is no file '{path}'.", failure.Message);
    }

    [Fact]
    public async Task A_file_below_a_file_is_missing() =>
        await CheckAsync(Path.Combine(Write("a.cs", ""), "b.cs"), SourceFileFailureKind.Missing);

    [Fact]
    public async Task A_folder_is_no_file() => await CheckAsync(_folder, SourceFileFailureKind.Directory);

    [Theory]
    [InlineData("Program.cs")]
    [InlineData("../Program.cs")]
    [InlineData("")]
    public async Task A_relative_path_is_refused(string path) => await CheckAsync(path, SourceFileFailureKind.NotAbsolute);

    [Fact]
    public async Task A_path_cut_by_a_zero_is_refused() =>
        await CheckAsync(Write("a.cs", "secret") + "\0.png", SourceFileFailureKind.NotAbsolute);

    [Fact(Skip = UnixOnly, SkipUnless = nameof(IsUnix))]
    public async Task A_pipe_that_nobody_writes_to_does_not_keep_us_waiting()
    {
        var path = Path.Combine(_folder, "pipe.cs");
        using var mkfifo = Process.Start("mkfifo", [path]);
        await mkfifo.WaitForExitAsync(Cancellation);

        await CheckAsync(path, SourceFileFailureKind.NotAFile);
    }

    [Fact(Skip = UnixOnly, SkipUnless = nameof(IsUnix))]
    public async Task A_link_to_a_device_without_end_does_not_keep_us_reading()
    {
        var path = Path.Combine(_folder, "zeros.cs");
        File.CreateSymbolicLink(path, "/dev/zero");

        await CheckAsync(path, SourceFileFailureKind.NotAFile);
    }

    [Fact(Skip = UnixOnly, SkipUnless = nameof(IsUnix))]
    public async Task A_link_in_a_circle_is_unreadable()
    {
        var path = Path.Combine(_folder, "circle.cs");
        File.CreateSymbolicLink(path, path);

        await CheckAsync(path, SourceFileFailureKind.Unreadable);
    }

    [Fact(Skip = UnixOnly, SkipUnless = nameof(IsUnix))]
    public async Task A_link_to_a_source_file_is_followed()
    {
        var link = Path.Combine(_folder, "link.cs");
        File.CreateSymbolicLink(link, Write("a.cs", "x"));

        Assert.Equal("x", (await ReadAsync(link)).Text);
    }

    [Fact(Skip = LinuxOnly, SkipUnless = nameof(IsLinux))]
    public async Task A_file_without_permission_is_unreadable()
    {
        var path = Write("a.cs", "x");
        if (OperatingSystem.IsLinux())
        {
            File.SetUnixFileMode(path, UnixFileMode.None);
        }

        Task<SourceFileResult> reading;
        using (AsOrdinaryUser.OnThisThread())
        {
            reading = SourceFileReader.ReadAsync(path, Cancellation);
        }

        var failure = Assert.IsType<SourceFileResult.Failed>(await reading).Failure;
        Assert.Equal((SourceFileFailureKind.Unreadable, $"'{path}' may not be read by this user."), (failure.Kind, failure.Message));
    }

    [Fact(Skip = LinuxOnly, SkipUnless = nameof(IsLinux))]
    public async Task A_file_that_breaks_while_it_is_read_is_unreadable() =>
        await CheckAsync("/proc/self/mem", SourceFileFailureKind.Unreadable);

    [Fact]
    public async Task Reading_can_be_cancelled() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => SourceFileReader.ReadAsync(Write("a.cs", "x"), new CancellationToken(canceled: true)));

    private string Write(string name, string content) => Write(name, Encoding.UTF8.GetBytes(content));

    private string Write(string name, ReadOnlySpan<byte> content)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    private static async Task<SourceFile> ReadAsync(string path) =>
        Assert.IsType<SourceFileResult.Read>(await SourceFileReader.ReadAsync(path, Cancellation)).File;

    private static async Task<SourceFileFailure> CheckAsync(string path, SourceFileFailureKind expected)
    {
        var result = await SourceFileReader.ReadAsync(path, Cancellation).WaitAsync(_soon, Cancellation);

        var failure = Assert.IsType<SourceFileResult.Failed>(result).Failure;
        Assert.Equal(expected, failure.Kind);
        Assert.EndsWith(".", failure.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", failure.NextStep, StringComparison.Ordinal);
        return failure;
    }
}
