using CodeAssist.Core.Integrity;
using CodeAssist.Core.Models;
using CodeAssist.Server.LocalModels;

namespace CodeAssist.Server.Tests.LocalModels;

/// <summary>A file of the list that was changed since it came is not loaded.</summary>
public sealed class ShelfCheckTests : IDisposable
{
    private static readonly byte[] _content = [.. "GGUF and weights"u8];

    private readonly string _data = Directory.CreateTempSubdirectory("ca-").FullName;
    private readonly ModelShelf _shelf;
    private readonly string _path;

    public ShelfCheckTests()
    {
        _shelf = new ModelShelf(_data);
        _path = Path.Combine(_data, "m.gguf");
        File.WriteAllBytes(_path, _content);
        _shelf.Add(ShelfEntry.Of("m", _path, Sha256.HexOf(_content), new DateOnly(2026, 11, 22)));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task What_nobody_touched_and_what_is_in_no_list_may_be_loaded()
    {
        Assert.Null(await WhyNotAsync(_path));
        Assert.Null(await WhyNotAsync(Path.Combine(_data, "other.gguf")));
    }

    [Fact]
    public async Task One_flipped_byte_is_refused()
    {
        var content = _content.ToArray();
        content[^1] ^= 1;
        Write(_path, content);

        var failure = (await WhyNotAsync(_path))!;

        Assert.Equal(ModelFailureKind.Unusable, failure.Kind);
        Assert.Contains("its content has changed. It is not loaded.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_model_of_the_same_name_is_refused()
    {
        Write(_path, [.. _content, 0]);

        Assert.NotNull(await WhyNotAsync(_path));
    }

    [Fact]
    public async Task A_link_that_leads_elsewhere_since_is_refused()
    {
        var (link, swapped) = (Path.Combine(_data, "link.gguf"), Path.Combine(_data, "swapped.gguf"));
        File.CreateSymbolicLink(link, _path);
        _shelf.Add(ShelfEntry.Of("link", link, Sha256.HexOf(_content), new DateOnly(2026, 11, 22)));
        Assert.Null(await WhyNotAsync(link));
        Write(swapped, [.. _content.Reverse()]);
        File.Delete(link);
        File.CreateSymbolicLink(link, swapped);

        Assert.NotNull(await WhyNotAsync(link));
    }

    [Fact]
    public async Task The_same_content_written_anew_is_read_once_and_then_believed()
    {
        Write(_path, _content);

        Assert.Null(await WhyNotAsync(_path));
        Assert.Equal(File.GetLastWriteTimeUtc(_path), Assert.Single(_shelf.Read().Models).WrittenAt);
    }

    [Fact]
    public async Task What_is_gone_is_left_to_the_host_to_tell()
    {
        File.Delete(_path);

        Assert.Null(await WhyNotAsync(_path));
    }

    private async Task<ModelFailure?> WhyNotAsync(string path) => (await new ShelfCheck(_shelf).CheckAsync(path, Token)).Failure;

    // Not in the same tick of the file system's clock.
    private static void Write(string path, byte[] content)
    {
        File.WriteAllBytes(path, content);
        File.SetLastWriteTimeUtc(path, File.GetLastWriteTimeUtc(path).AddMinutes(1));
    }
}
