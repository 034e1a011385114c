using CodeAssist.Server.LocalModels;
using CodeAssist.TestSupport;

namespace CodeAssist.Server.Tests.LocalModels;

/// <summary>A model is known again by its content.</summary>
public sealed class SampledDigestTests : IDisposable
{
    private readonly TemporaryRepository _folder = TemporaryRepository.CreateFolder();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(3_000_000)]
    public async Task The_same_content_is_the_same_model_under_another_name(int bytes)
    {
        var content = new byte[bytes];
        new Random(1).NextBytes(content);

        Assert.Equal(await OfAsync("a.gguf", content), await OfAsync("b.gguf", content));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2_999_999)]
    public async Task Another_beginning_or_end_is_another_model(int at)
    {
        var content = new byte[3_000_000];
        var before = await OfAsync("a.gguf", content);
        content[at] = 1;

        Assert.NotEqual(before, await OfAsync("a.gguf", content), StringComparer.Ordinal);
    }

    [Fact]
    public async Task Other_weights_of_the_same_shape_are_another_model()
    {
        var (one, other) = (new byte[3_000_000], new byte[3_000_000]);
        new Random(1).NextBytes(one.AsSpan(10_000..2_990_000));
        new Random(2).NextBytes(other.AsSpan(10_000..2_990_000));

        Assert.NotEqual(await OfAsync("a.gguf", one), await OfAsync("b.gguf", other), StringComparer.Ordinal);
    }

    [Fact]
    public async Task All_files_of_a_model_in_several_count()
    {
        await OfAsync("m-00002-of-00002.gguf", [2]);
        var before = await OfAsync("m-00001-of-00002.gguf", [1]);
        await OfAsync("m-00002-of-00002.gguf", [3]);

        Assert.NotEqual(before, await SampledDigest.OfModelAsync(Path.Combine(_folder.Root, "m-00001-of-00002.gguf"), TestContext.Current.CancellationToken), StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("missing.gguf")]
    public async Task What_cannot_be_read_has_none(string name) =>
        Assert.Null(await SampledDigest.OfModelAsync(name.Length == 0 ? "" : Path.Combine(_folder.Root, name), TestContext.Current.CancellationToken));

    private async Task<string?> OfAsync(string name, byte[] content)
    {
        var path = Path.Combine(_folder.Root, name);
        await File.WriteAllBytesAsync(path, content, TestContext.Current.CancellationToken);
        return await SampledDigest.OfModelAsync(path, TestContext.Current.CancellationToken);
    }
}
