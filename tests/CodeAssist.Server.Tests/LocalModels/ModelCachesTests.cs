using CodeAssist.Processes.Directories;
using CodeAssist.Server.LocalModels;

namespace CodeAssist.Server.Tests.LocalModels;

/// <summary>Which models of other programs are found.</summary>
public sealed class ModelCachesTests : IDisposable
{
    private static readonly string _digest = new('a', 64);

    private readonly string _home = Directory.CreateTempSubdirectory("ca-").FullName;
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public void Ollamas_manifests_name_the_files_of_their_models_and_their_digests()
    {
        var blob = Write($".ollama/models/blobs/sha256-{_digest}");
        Write(".ollama/models/manifests/host.example/library/qwen2.5-coder/7b", Manifest($"sha256:{_digest}"));

        var found = Assert.Single(Find());

        Assert.Equal(("qwen2.5-coder:7b", blob, ModelPlace.Ollama, _digest), (found.Name, found.Path, found.Place, found.Sha256));
    }

    [Theory]
    [InlineData("sha256:../../../../etc/passwd")]
    [InlineData("sha256:AAAA")]
    [InlineData("md5:aaaa")]
    public void A_digest_that_is_none_names_no_file(string digest)
    {
        Write(".ollama/models/manifests/host.example/library/m/latest", Manifest(digest));

        Assert.Empty(Find());
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{\"layers\": [{}]}")]
    public void A_manifest_that_is_not_understood_names_no_file(string manifest)
    {
        Write(".ollama/models/manifests/host.example/library/m/latest", manifest);

        Assert.Empty(Find());
    }

    [Fact]
    public void Files_of_lm_studio_and_llama_cpp_are_found_and_parts_that_see_pictures_are_not()
    {
        Write(".lmstudio/models/owner/repo/A-Q8_0.gguf");
        Write(".lmstudio/models/owner/repo/mmproj-A.gguf");
        Write(".cache/llama.cpp/b.gguf");
        Write(".cache/llama.cpp/notes.txt");

        Assert.Equal([("A-Q8_0", ModelPlace.LmStudio), ("b", ModelPlace.LlamaCpp)], Find().Select(file => (file.Name, file.Place)));
    }

    [Fact]
    public void A_link_of_the_hubs_cache_is_found_once_with_the_digest_of_what_it_leads_to()
    {
        var blob = Write($".cache/huggingface/hub/models--a--b/blobs/{_digest}");
        foreach (var revision in (string[])["one", "two"])
        {
            var link = Path.Combine(_home, ".cache/huggingface/hub/models--a--b/snapshots", revision, "m.gguf");
            Directory.CreateDirectory(Path.GetDirectoryName(link)!);
            File.CreateSymbolicLink(link, blob);
        }

        var found = Assert.Single(Find());

        Assert.Equal(("m", ModelPlace.HuggingFace, _digest), (found.Name, found.Place, found.Sha256));
    }

    [Fact]
    public void Variables_move_caches_and_relative_ones_do_not()
    {
        Write("elsewhere/c.gguf");
        Write(".cache/llama.cpp/b.gguf");

        _variables["LLAMA_CACHE"] = Path.Combine(_home, "elsewhere");
        Assert.Equal("c", Assert.Single(Find()).Name);
        _variables["LLAMA_CACHE"] = "elsewhere";
        Assert.Equal("b", Assert.Single(Find()).Name);
    }

    [Fact]
    public void Nothing_is_found_where_nothing_is() => Assert.Empty(Find());

    [Fact]
    public void What_is_free_is_read_in_kibibytes() => Assert.Equal(16_303_364L * 1024, FreeMemory.Parse("MemAvailable:   16303364 kB"));

    private List<FoundFile> Find() =>
        [.. ModelCaches.Find(new UserEnvironment(DirectoryLayout.Xdg, _home, 0, name => _variables.GetValueOrDefault(name))).Where(file => file.Path.StartsWith(_home, StringComparison.Ordinal))];

    private string Write(string path, string content = "GGUF")
    {
        var file = Path.Combine(_home, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
        return file;
    }

    private static string Manifest(string digest) =>
        $$"""{"layers": [{"mediaType": "application/vnd.ollama.image.template", "digest": "sha256:0"}, {"mediaType": "application/vnd.ollama.image.model", "digest": "{{digest}}"}]}""";
}
