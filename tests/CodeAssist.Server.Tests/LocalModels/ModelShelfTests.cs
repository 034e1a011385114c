using CodeAssist.Server.LocalModels;

namespace CodeAssist.Server.Tests.LocalModels;

/// <summary>The list of downloaded and imported models.</summary>
public sealed class ModelShelfTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("ca-").FullName;
    private readonly ModelShelf _shelf;

    public ModelShelfTests() => _shelf = new ModelShelf(_data);

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public void What_was_added_is_there_once()
    {
        _shelf.Add(Entry("/m/a.gguf", "1"));
        _shelf.Add(Entry("/m/a.gguf", "2"));

        Assert.Equal("2", Assert.Single(new ModelShelf(_data).Read().Models).Sha256);
    }

    [Fact]
    public void A_file_that_is_not_ours_is_taken_from_the_list_and_left_where_it_is()
    {
        var path = Path.Combine(_data, "theirs.gguf");
        File.WriteAllText(path, "GGUF");
        _shelf.Add(Entry(path, "1"));

        Assert.False(_shelf.Remove(path));
        Assert.Empty(_shelf.Read().Models);
        Assert.True(File.Exists(path));
    }

    [Fact]
    public void All_files_of_a_model_of_ours_go_with_it()
    {
        Directory.CreateDirectory(_shelf.Folder);
        string[] files = [Path.Combine(_shelf.Folder, "m-00001-of-00002.gguf"), Path.Combine(_shelf.Folder, "m-00002-of-00002.gguf"), Path.Combine(_shelf.Folder, "other.gguf")];
        Array.ForEach(files, file => File.WriteAllText(file, "GGUF"));
        _shelf.Add(Entry(files[0], "1"));

        Assert.True(_shelf.Remove(files[0]));
        Assert.Equal([false, false, true], files.Select(File.Exists));
    }

    [Fact]
    public void A_model_keeps_its_adapter_until_it_gets_another_or_goes()
    {
        _shelf.Add(Entry("/m/a.gguf", "1"));
        _shelf.Adapt("/m/a.gguf", Entry("/m/first.gguf", "2"));
        _shelf.Adapt("/m/a.gguf", Entry("/m/second.gguf", "3"));
        _shelf.Adapt("/m/b.gguf", Entry("/m/first.gguf", "2"));
        Assert.Equal("/m/second.gguf", new ModelShelf(_data).Read().Adapters["/m/a.gguf"].Path);

        _shelf.Adapt("/m/b.gguf", adapter: null);
        _shelf.Remove("/m/a.gguf");

        Assert.Empty(new ModelShelf(_data).Read().Adapters);
    }

    [Fact]
    public void A_list_of_before_has_no_adapters_and_no_drafts()
    {
        _shelf.Add(Entry("/m/a.gguf", "1"));
        var file = Path.Combine(_shelf.Folder, "models.json");
        var old = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(file))!.AsObject();
        Assert.True(old.Remove("adapters") && old.Remove("drafts"));
        File.WriteAllText(file, old.ToJsonString());

        Assert.Empty(_shelf.Read().Adapters);
        Assert.Empty(_shelf.Read().Drafts);
        Assert.Single(_shelf.Read().Models);
    }

    [Fact]
    public void A_file_that_was_downloaded_is_deleted()
    {
        var path = Path.Combine(_shelf.Folder, "a", "ours.gguf");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "GGUF");
        _shelf.Add(Entry(path, "1") with { From = "https://hub.example/a" });

        Assert.True(_shelf.Remove(path));
        Assert.False(File.Exists(path));
    }

    [Fact]
    public void A_path_that_only_seems_to_be_ours_is_not() => Assert.False(_shelf.IsOurs(Path.Combine(_shelf.Folder, "..", "settings.json")));

    [Fact]
    public void A_list_that_is_broken_is_empty_and_can_be_written_again()
    {
        Directory.CreateDirectory(_shelf.Folder);
        File.WriteAllText(Path.Combine(_shelf.Folder, "models.json"), "{ half");

        Assert.Empty(_shelf.Read().Models);
        _shelf.Note("/m/a.gguf", new MeasuredSpeed(100, 20, "CPU", new DateOnly(2026, 11, 22)));
        Assert.Equal(20, _shelf.Read().Speeds["/m/a.gguf"].WrittenPerSecond);
    }

    private static ShelfEntry Entry(string path, string digest) => new("a", path, digest, 4, new DateOnly(2026, 11, 22), Card: null, From: null);
}
