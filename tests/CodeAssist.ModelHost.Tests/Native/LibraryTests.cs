using CodeAssist.ModelHost.Native;
using CodeAssist.ModelHost.Protocol;
using CodeAssist.ModelHost.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace CodeAssist.ModelHost.Tests.Native;

public sealed class LibraryTests
{
    [Theory]
    [InlineData("libllama.vulkan.v0.4.0.so", "llama")]
    [InlineData("libllama.v0.4.0.so", "llama")]
    [InlineData("libggml.vulkan.v0.4.0.so", "ggml")]
    [InlineData("libggml-base.so", "ggml-base")]
    [InlineData("llama.vulkan.v0.4.0.dll", "llama")]
    [InlineData("ggml.v0.4.0.dll", "ggml")]
    [InlineData("ggml-base.dll", "ggml-base")]
    [InlineData("libllama.metal.v0.4.0.dylib", "llama")]
    [InlineData("libggml-base.dylib", "ggml-base")]
    [InlineData("libllama-common.so", null)]
    [InlineData("llama-addon.node", null)]
    [InlineData("libggml-cpu-haswell.so", null)]
    [InlineData("libggml-vulkan.so", null)]
    [InlineData("libggml-base.so.bak", null)]
    [InlineData("_nlcBuildMetadata.json", null)]
    public void A_library_is_known_by_what_its_names_have_in_common(string fileName, string? logicalName) =>
        Assert.Equal(logicalName, LibraryFiles.LogicalName(fileName));

    [Fact]
    public void All_three_libraries_are_found_by_absolute_path() =>
        Assert.All(LibraryFiles.LoadOrder, name => Assert.True(Path.IsPathFullyQualified(LibraryFiles.Find(TestEnvironment.Libraries, name) ?? "")));

    [Fact]
    public void The_loaded_release_is_the_verified_one() => Assert.Equal(BuildMetadata.VerifiedRelease, TestModels.Library().Release);

    [Fact]
    public void The_canary_finds_the_defaults_of_the_verified_release()
    {
        _ = TestModels.Library();

        Assert.Null(Canary.Check());
    }

    [Fact]
    public void A_folder_without_libraries_is_a_failure_with_a_next_step()
    {
        using var folder = new TemporaryFolder();

        var failure = BuildMetadata.CheckRelease(folder.Path, out _);

        Assert.Equal(HostFailureKind.LibraryMissing, failure?.Kind);
        Assert.Contains(folder.Path, failure!.Message, StringComparison.Ordinal);
        Assert.Contains("npm start", failure.NextStep, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"buildOptions":{"llamaCpp":{"release":"v0.5.0"}}}""", "v0.5.0")]
    [InlineData("""{"buildOptions":{}}""", "does not say")]
    [InlineData("""{"buildOptions":{"llamaCpp":{"release":7}}}""", "does not say")]
    [InlineData("not json", "does not say")]
    public void A_release_that_the_bindings_were_not_checked_against_is_refused(string metadata, string message)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, BuildMetadata.FileName), metadata);

        var failure = BuildMetadata.CheckRelease(folder.Path, out _);

        Assert.Equal(HostFailureKind.LibraryUnsupported, failure?.Kind);
        Assert.Contains(message, failure?.Message ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_set_of_libraries_in_one_process_is_refused()
    {
        using var folder = new TemporaryFolder();
        _ = TestModels.Library();

        Assert.False(LlamaLibrary.TryLoad(folder.Path, NullLogger.Instance, out _, out var failure));
        Assert.Equal(HostFailureKind.LibraryUnsupported, failure.Kind);
    }
}
