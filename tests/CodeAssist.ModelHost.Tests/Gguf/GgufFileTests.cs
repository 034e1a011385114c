using CodeAssist.ModelHost.Gguf;
using CodeAssist.ModelHost.Protocol;
using CodeAssist.ModelHost.Tests.Support;

namespace CodeAssist.ModelHost.Tests.Gguf;

public sealed class GgufFileTests
{
    [Fact]
    public void Case_39_A_file_that_is_cut_at_any_4_KiB_is_refused()
    {
        using var folder = new TemporaryFolder();
        var path = TestModels.MakeTiny(folder, "none");
        var whole = new FileInfo(path).Length;
        Assert.True(GgufFile.TryRead(path, out _, out _));
        for (var length = (whole - 1) / 4_096 * 4_096; length >= 0; length -= 4_096)
        {
            using (var file = new FileStream(path, FileMode.Open))
            {
                file.SetLength(length);
            }

            Assert.False(GgufFile.TryRead(path, out _, out var failure), $"cut at {length} of {whole} bytes");
            Assert.Equal(HostFailureKind.ModelInvalid, failure.Kind);
        }
    }

    [Fact]
    public void The_built_in_models_header_is_read()
    {
        Assert.True(GgufFile.TryRead(TestModels.BuiltInPath, out var header, out _));

        Assert.Equal("llama", header.Architecture);
        Assert.Equal("codeassist-builtin", header.Name);
        Assert.Equal("suffix-first-unmarked", header.PromptLayout);
        Assert.Equal(1_024, header.ContextTokens);
        Assert.Equal(8_192, header.VocabularySize);
        Assert.Equal(6, header.Layers);

        // 2 (keys and values) × 6 layers × 2 heads × 64 × 2 bytes.
        Assert.Equal(3_072, header.KeyValueBytesPerToken);
        Assert.InRange(header.Parameters, 6_500_000, 7_000_000);
    }

    [Fact]
    public void A_file_that_is_not_there_says_where_it_should_be()
    {
        var failure = Fail("/nowhere/model.gguf");

        Assert.Equal(HostFailureKind.ModelMissing, failure.Kind);
        Assert.Contains("/nowhere/model.gguf", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_is_not_a_model()
    {
        using var folder = new TemporaryFolder();

        Assert.Equal(HostFailureKind.ModelInvalid, Fail(folder.Path).Kind);
    }

    [Fact]
    public async Task A_pipe_is_not_waited_for()
    {
        using var folder = new TemporaryFolder();
        var pipe = Path.Combine(folder.Path, "model.gguf");
        using var mkfifo = System.Diagnostics.Process.Start("mkfifo", [pipe]);
        await mkfifo.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Contains("pipe", Fail(pipe).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_relative_path_is_refused() => Assert.Equal(HostFailureKind.InvalidRequest, Fail("models/model.gguf").Kind);

    [Fact]
    public void A_file_that_may_not_be_read_is_a_failure_of_its_own()
    {
        // The kernel lets nobody read this one, not even root, as whom tests often run.
        const string Unreadable = "/proc/sys/vm/drop_caches";
        Assert.SkipUnless(File.Exists(Unreadable), $"{Unreadable} is not there.");

        Assert.Equal(HostFailureKind.ModelUnreadable, Fail(Unreadable).Kind);
    }

    private static HostFailure Fail(string path)
    {
        Assert.False(GgufFile.TryRead(path, out _, out var failure));
        return failure;
    }
}
