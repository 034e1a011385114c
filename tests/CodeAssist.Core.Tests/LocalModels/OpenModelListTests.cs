using CodeAssist.Core.LocalModels;
using CodeAssist.Core.Providers;

namespace CodeAssist.Core.Tests.LocalModels;

/// <summary>What can be asked for, and where.</summary>
public sealed class OpenModelListTests
{
    private static readonly OpenModelList _list = new(
        [new ModelHub("hub", "Hub", new Origin("https", "hub.example", 443), "/{path}", "/find?{words}", new Fact<IReadOnlyList<string>>(["hub.example"], "https://example.org", default))],
        [new OpenModel("small-coder-1b", "Small-Coder", [ModelRole.Completion]) { Licence = new Fact<string>("Apache-2.0", "https://example.org", default) }, new OpenModel("other", "Other", [ModelRole.Chat])]);

    [Theory]
    [InlineData("coder", "small-coder-1b")]
    [InlineData("APACHE small", "small-coder-1b")]
    [InlineData("coder gpl", "")]
    public void All_words_have_to_be_found(string words, string expected) => Assert.Equal(expected, string.Join(' ', _list.Matching(words).Select(model => model.Id)));

    [Fact]
    public void A_mirror_takes_the_place_of_the_hub_and_may_send_us_on_to_itself_and_to_the_hub()
    {
        var hub = Assert.Single(_list.Behind(new Origin("https", "mirror.example", 443), "/hf").Hubs);

        Assert.Equal(("https://mirror.example", "/hf/{path}", "/hf/find?{words}", true), (hub.Origin.ToString(), hub.FilePath, hub.SearchPath, hub.IsNamedByUser));
        Assert.Equal(["mirror.example", "hub.example"], hub.RedirectDomains.Value, StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("https://files.example/m.gguf", "/m.gguf")]
    [InlineData("https://files.example:8443/a/b/M-Q8_0.GGUF", "/a/b/M-Q8_0.GGUF")]
    public void An_address_of_a_file_is_read(string text, string path)
    {
        Assert.True(ModelAddress.TryParse(text, out var address));
        Assert.Equal(path, address.Path);
    }

    [Theory]
    [InlineData("qwen2.5-coder-1.5b")]
    [InlineData("https://files.example/m.gguf?download=true")]
    [InlineData("https://user@files.example/m.gguf")]
    [InlineData("https://files.example/../m.gguf")]
    [InlineData("https://files.example/.gguf")]
    [InlineData("https://files.example/m.bin")]
    [InlineData("https://localhost/m.gguf")]
    [InlineData("ftp://files.example/m.gguf")]
    [InlineData("https://files.example")]
    public void What_is_not_exactly_one_is_refused(string text) => Assert.False(ModelAddress.TryParse(text, out _));

    [Fact]
    public void A_file_at_a_hub_of_the_list_may_be_kept_where_the_hub_keeps_its_files_and_any_other_only_where_it_is()
    {
        Assert.True(ModelAddress.TryParse("https://hub.example/x/m.gguf", out var there));
        Assert.True(ModelAddress.TryParse("https://files.example/m.gguf", out var elsewhere));

        Assert.Equal(["hub.example"], there.AddTo(_list).FindHub(ModelAddress.Id)!.RedirectDomains.Value, StringComparer.Ordinal);
        Assert.Equal(["files.example"], elsewhere.AddTo(_list).FindHub(ModelAddress.Id)!.RedirectDomains.Value, StringComparer.Ordinal);
        Assert.True(elsewhere.AddTo(_list).Find(ModelAddress.Id)!.NeedsConsent);
    }
}
