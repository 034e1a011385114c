using CodeAssist.Core.Integrity;
using CodeAssist.Core.Models;
using CodeAssist.ModelHost.Protocol;
using CodeAssist.Models.Local;
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
    public async Task Of_several_files_each_is_looked_at()
    {
        string[] parts = [Path.Combine(_data, "s-00001-of-00002.gguf"), Path.Combine(_data, "s-00002-of-00002.gguf")];
        await File.WriteAllBytesAsync(parts[0], _content, Token);
        await File.WriteAllBytesAsync(parts[1], [.. _content, 1], Token);
        _shelf.Add(ShelfEntry.Of("s", parts[0], await FileDigest.OfModelAsync(parts[0], static _ => { }, Token), new DateOnly(2026, 11, 22)));
        Assert.Null(await WhyNotAsync(parts[0]));

        Write(parts[1], [.. _content, 2]);

        Assert.Contains("its content has changed", (await WhyNotAsync(parts[0]))!.Message, StringComparison.Ordinal);
        Assert.NotEqual(FileDigest.Together([Sha256.HexOf(_content), Sha256.HexOf([1])]), FileDigest.Together([Sha256.HexOf([1]), Sha256.HexOf(_content)]), StringComparer.Ordinal);
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

    [Fact]
    public async Task A_sound_file_has_the_stamp_by_which_the_host_knows_it_again()
    {
        Assert.Equal(new FileStamp(_content.Length, File.GetLastWriteTimeUtc(_path)), (await new ShelfCheck(_shelf).CheckAsync(_path, Token)).Stamp);
        Assert.Equal(CheckedFile.Unknown, await new ShelfCheck(_shelf).CheckAsync(Path.Combine(_data, "other.gguf"), Token));
    }

    [Fact]
    public async Task An_adapter_is_looked_at_like_its_model_whoever_the_model_is()
    {
        var (model, adapter) = (Path.Combine(_data, "anybodys.gguf"), Path.Combine(_data, "adapter.gguf"));
        await File.WriteAllBytesAsync(adapter, _content, Token);
        _shelf.Adapt(model, ShelfEntry.Of("adapter", adapter, Sha256.HexOf(_content), new DateOnly(2026, 11, 22)));
        Assert.Equal(new CheckedFile(null, null, adapter), await new ShelfCheck(_shelf).CheckAsync(model, Token));

        Write(adapter, [.. _content.Reverse()]);

        Assert.Contains("adapter.gguf is not the file that it was", (await WhyNotAsync(model))!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_that_guesses_ahead_is_left_out_where_it_is_not_what_it_was()
    {
        _shelf.GuessWith("/m/large.gguf", _path);
        Assert.Equal(_path, (await new ShelfCheck(_shelf).CheckAsync("/m/large.gguf", Token)).Draft);

        Write(_path, [.. _content.Reverse()]);

        Assert.Equal(CheckedFile.Unknown, await new ShelfCheck(_shelf).CheckAsync("/m/large.gguf", Token));
        _shelf.GuessWith("/m/large.gguf", "");
        Assert.Null((await new ShelfCheck(_shelf).CheckAsync("/m/large.gguf", Token)).Draft);
    }

    private async Task<ModelFailure?> WhyNotAsync(string path) => (await new ShelfCheck(_shelf).CheckAsync(path, Token)).Failure;

    // Not in the same tick of the file system's clock.
    private static void Write(string path, byte[] content)
    {
        File.WriteAllBytes(path, content);
        File.SetLastWriteTimeUtc(path, File.GetLastWriteTimeUtc(path).AddMinutes(1));
    }
}
