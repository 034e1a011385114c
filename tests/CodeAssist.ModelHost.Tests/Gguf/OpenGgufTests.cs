using CodeAssist.ModelHost.Gguf;
using CodeAssist.ModelHost.Protocol;
using CodeAssist.ModelHost.Tests.Support;

namespace CodeAssist.ModelHost.Tests.Gguf;

/// <summary>What was checked is what is loaded (cases 38 and 39).</summary>
public sealed class OpenGgufTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _path;

    public OpenGgufTests() => _path = TestModels.MakeTiny(_folder, "none");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Case_38_A_file_that_is_not_the_one_that_was_checked_is_refused_before_it_is_read()
    {
        var stamp = Stamp(_path);
        Assert.True(GgufFile.TryOpen(_path, stamp, out var file, out _));
        file.Dispose();

        Assert.Contains("changed after it was checked", WhyNot(stamp with { Bytes = stamp.Bytes + 1 }), StringComparison.Ordinal);
        Assert.Contains("changed after it was checked", WhyNot(stamp with { WrittenAt = stamp.WrittenAt.AddTicks(10) }), StringComparison.Ordinal);
    }

    [Fact]
    public void Case_38_A_link_swapped_after_the_check_leads_the_load_nowhere_else()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only on Linux has an open file a path of its own.");
        var (link, other) = (Path.Combine(_folder.Path, "link.gguf"), TestModels.MakeTiny(_folder, "qwen2.5-coder"));
        File.CreateSymbolicLink(link, _path);
        Assert.True(GgufFile.TryOpen(link, Stamp(_path), out var file, out var failure), failure?.Message);
        using (file)
        {
            File.Delete(link);
            File.CreateSymbolicLink(link, other);

            Assert.Equal(File.ReadAllBytes(_path), File.ReadAllBytes(file.LoadPath));
            Assert.True(file.IsUnchanged());
        }
    }

    [Fact]
    public void Case_38_A_byte_flipped_while_it_is_loaded_is_seen()
    {
        Assert.True(GgufFile.TryOpen(_path, expected: null, out var file, out _));
        using (file)
        {
            Assert.True(file.IsUnchanged());
            using (var writer = new FileStream(_path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite))
            {
                writer.Position = writer.Length - 40;
                writer.WriteByte(1);
            }

            File.SetLastWriteTimeUtc(_path, File.GetLastWriteTimeUtc(_path).AddSeconds(1));
            Assert.False(file.IsUnchanged());
        }
    }

    [Fact]
    public void A_model_is_loaded_by_its_open_file()
    {
        using var model = TestModels.Load(_path, TestModels.OnCpu);

        Assert.Equal("llama", model.Description.Architecture);
    }

    private static FileStamp Stamp(string path) => new(new FileInfo(path).Length, File.GetLastWriteTimeUtc(path));

    private string WhyNot(FileStamp expected)
    {
        Assert.False(GgufFile.TryOpen(_path, expected, out _, out var failure));
        return failure.Message;
    }
}
