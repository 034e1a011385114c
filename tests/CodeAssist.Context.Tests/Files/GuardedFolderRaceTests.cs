using System.Runtime.InteropServices;
using System.Text;
using CodeAssist.Context.Files;

namespace CodeAssist.Context.Tests.Files;

/// <summary>Case 19: somebody swaps a folder for a link to another place, again and again, while a task reads and writes in it.</summary>
public sealed partial class GuardedFolderRaceTests : IDisposable
{
    private readonly string _top = Directory.CreateTempSubdirectory("codeassist-race").FullName;

    public void Dispose() => Directory.Delete(_top, recursive: true);

    [Fact]
    public Task A2_a_thousand_swaps_let_nothing_out() => RaceAsync(1000);

    [Fact(Explicit = true)]
    public Task A2_ten_thousand_swaps_let_nothing_out() => RaceAsync(10_000);

    private async Task RaceAsync(int rounds)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere the path is only checked.");
        var (root, outside) = (Path.Combine(_top, "root"), Path.Combine(_top, "outside"));
        var (folder, link) = (Path.Combine(root, "d"), Path.Combine(root, "link"));
        Directory.CreateDirectory(folder);
        Directory.CreateDirectory(outside);
        await File.WriteAllTextAsync(Path.Combine(folder, "f"), "inside", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(outside, "f"), "CANARY", TestContext.Current.CancellationToken);
        Directory.CreateSymbolicLink(link, outside);
        using var guarded = GuardedFolder.Open(root)!;
        using var ending = new CancellationTokenSource();
        var swaps = 0;
        var swapping = new Thread(() =>
        {
            while (!ending.IsCancellationRequested && Exchange(folder, link))
            {
                swaps++;
            }
        });
        swapping.Start();
        var escapes = 0;
        var calls = 0;
        var file = GuardedFolderTests.At("d/f");
        for (; (calls < rounds || Volatile.Read(ref swaps) < rounds) && swapping.IsAlive; calls++)
        {
            if (guarded.TryRead(file, out var read, out _))
            {
                escapes += Encoding.UTF8.GetString(read.Bytes.Span).Contains("CANARY", StringComparison.Ordinal) ? 1 : 0;
            }

            if (calls % 10 > 0)
            {
                continue;
            }

            var made = GuardedFolderTests.At(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"d/n{calls}"));
            if (guarded.Write(made, "x"u8.ToArray(), expected: null, mode: null) is null)
            {
                guarded.Delete(made, "x"u8.ToArray());
            }
        }

        await ending.CancelAsync();
        swapping.Join();

        Assert.InRange(swaps, rounds, int.MaxValue);
        Assert.Equal(0, escapes);

        // Which of the two lies there is chance; a folder is what it was in the beginning.
        Assert.True(Directory.ResolveLinkTarget(folder, returnFinalTarget: false) is null || Exchange(folder, link));
        Assert.True(guarded.TryRead(file, out var last, out _));
        Assert.Equal("inside", Encoding.UTF8.GetString(last.Bytes.Span));
        Assert.Equal(["f"], Directory.GetFileSystemEntries(outside).Select(path => Path.GetFileName(path)!), StringComparer.Ordinal);
        Assert.Equal("CANARY", await File.ReadAllTextAsync(Path.Combine(outside, "f"), TestContext.Current.CancellationToken));
    }

    // Both names change at once, so that there is always something under each.
    private static bool Exchange(string one, string other) => RenameAt(-100, one, -100, other, 2) == 0;

    [LibraryImport("libc", EntryPoint = "renameat2", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int RenameAt(int folder, string path, int toFolder, string toPath, uint flags);
}
