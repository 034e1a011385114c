using CodeAssist.Core.Providers;
using CodeAssist.Egress.Protocol.Catalogue;

namespace CodeAssist.Egress.Tests.Startup;

/// <summary>What a user's own file may add, and what becomes of one that is broken.</summary>
public sealed class UserCatalogueTests : IDisposable
{
    private static readonly DateOnly _today = new(2026, 11, 22);

    private readonly string _folder = Directory.CreateTempSubdirectory("ca-").FullName;

    private string File => Path.Combine(_folder, CatalogueFiles.UserFileName);

    [Fact]
    public void Without_a_file_there_is_what_we_ship_and_nothing_to_tell() =>
        Assert.Equal(new CatalogueReading(CatalogueFiles.Shipped, null), CatalogueFiles.Read(File, _today));

    [Fact]
    public void A_provider_of_a_known_kind_needs_an_id_an_origin_and_a_key_variable()
    {
        var read = Read("""{"version": 1, "providers": [{"id": "work", "like": "azure", "origin": "https://work.openai.azure.com", "keyVariable": "WORK_AZURE_KEY"}]}""");

        Assert.Null(read.Problem);
        var provider = read.Catalogue.FindProvider("work")!;
        Assert.Equal("https://work.openai.azure.com", provider.Origin.ToString());
        Assert.Equal("/openai/v1", provider.BasePath);
        Assert.Equal(ProviderPlace.Internet, provider.Place);
        Assert.Equal(KeyNeed.Required, provider.Key);
        Assert.Equal(CatalogueFiles.Shipped.Providers.Count + 1, read.Catalogue.Providers.Count);
    }

    [Fact]
    public void A_private_engine_may_be_unencrypted_as_a_setting_may_name_one()
    {
        var read = Read("""{"version": 1, "providers": [{"id": "rack", "like": "vllm", "origin": "http://models.lan:8000", "keyVariable": "RACK_KEY"}]}""");

        Assert.Null(read.Problem);
        Assert.Equal((ProviderPlace.PrivateEndpoint, KeyNeed.Optional), (read.Catalogue.FindProvider("rack")!.Place, read.Catalogue.FindProvider("rack")!.Key));
    }

    [Fact]
    public void A_price_of_the_users_own_goes_over_ours_and_the_rest_of_the_card_stays()
    {
        var read = Read("""{"version": 1, "models": [{"provider": "openai", "model": "gpt-6-sol", "price": {"value": {"input": 1, "output": 5}}}]}""");

        var ours = CatalogueFiles.Shipped.FindCard("openai", "gpt-6-sol")!;
        Assert.Null(read.Problem);
        Assert.Equal(ours with { Price = new Fact<TokenPrice>(new TokenPrice(1, null, 5), File, _today) }, read.Catalogue.FindCard("openai", "gpt-6-sol"));
        Assert.Equal(CatalogueFiles.Shipped.Cards.Count, read.Catalogue.Cards.Count);
    }

    [Fact]
    public void A_model_on_a_server_that_a_setting_names_can_have_a_card()
    {
        var read = Read("""{"version": 1, "models": [{"provider": "loopback", "model": "qwen", "tools": {"value": true}}]}""");

        Assert.True(read.Catalogue.FindCard("loopback", "qwen")?.Tools?.Value);
    }

    [Theory]
    [InlineData("", "its beginning is not what belongs there (line 1)")]
    [InlineData("{\"version\": 1,\n\"providers\": [{]}", "providers[0] is not what belongs there (line 2)")]
    [InlineData("""{"version": 2}""", "version is not 1")]
    [InlineData("""{"version": 1, "version": 1}""", "version is not what belongs there (line 1)")]
    [InlineData("""{"version": 1, "provider": []}""", "provider is not what belongs there (line 1)")]
    [InlineData("""{"version": 1, "models": [{"provider": "openai", "model": "m", "price": {"value": 3}}]}""", "models[0].price.value is not what belongs there (line 1)")]
    [InlineData("""{"version": 1, "models": [{"provider": "openai", "model": "m", "price": {"value": {"input": 1, "output": 1, "long": {"above": 1, "input": -1, "output": 1}}}}]}""", "model openai/m has a price below zero")]
    [InlineData("""{"version": 1, "models": [{"provider": "openai", "model": "m", "price": {"value": {"input": 1, "output": 1, "long": {"above": 0, "input": 1, "output": 1}}}}]}""", "model openai/m has a price of requests above no tokens")]
    [InlineData("""{"version": 1, "models": [{"provider": "openai", "model": "m", "price": {"value": {"input": -1, "output": 1}}}]}""", "model openai/m has a price below zero")]
    [InlineData("""{"version": 1, "models": [{"provider": "openai", "model": "m", "contextTokens": {"value": 0}}]}""", "model openai/m has a number of tokens that is not above zero")]
    [InlineData("""{"version": 1, "models": [{"provider": "openai", "model": "m"}, {"provider": "openai", "model": "m"}]}""", "model openai/m is there twice")]
    [InlineData("""{"version": 1, "models": [{"provider": "nobody", "model": "m"}]}""", "model nobody/m is of a provider that nobody has named")]
    [InlineData("""{"version": 1, "kinds": []}""", "kinds cannot be added; name the provider itself")]
    public void A_broken_file_adds_nothing_and_one_sentence_names_the_entry(string text, string problem)
    {
        var read = Read(text);

        Assert.Same(CatalogueFiles.Shipped, read.Catalogue);
        Assert.Equal($"{File} cannot be used: {problem}.", read.Problem);
    }

    [Theory]
    [InlineData("openai", "https://evil.example", "A_KEY", "provider openai is OpenAI at https://api.openai.com, and cannot be moved elsewhere; choose another id")]
    [InlineData("mine", "http://models.example", "A_KEY", "provider mine is on the internet and not encrypted; its origin must begin with https")]
    [InlineData("mine", "https://models.example/v1", "A_KEY", "provider mine has an origin that is not written exactly, as in https://models.example")]
    [InlineData("mine", "https://127.0.0.1:8000", "A_KEY", "provider mine is on this machine, or its basePath is not a plain path; the setting endpoints.loopback names a server on this machine")]
    [InlineData("loopback", "https://models.example", "A_KEY", "provider loopback needs another id: small letters, digits and hyphens, and none that means something already")]
    [InlineData("Mine", "https://models.example", "A_KEY", "provider Mine needs another id: small letters, digits and hyphens, and none that means something already")]
    [InlineData("mine", "https://models.example", "LD_PRELOAD", "provider mine needs a keyVariable of its own in capital letters that ends in _KEY or _TOKEN")]
    [InlineData("mine", "https://models.example", "OPENAI_API_KEY", "provider mine needs a keyVariable of its own in capital letters that ends in _KEY or _TOKEN")]
    [InlineData("mine", "https://models.example", "A_KEY", "provider mine is there twice", "mine")]
    public void A_provider_that_must_not_be_is_refused_with_a_sentence(string id, string origin, string keyVariable, string problem, string? second = null)
    {
        string Entry(string name) => $$"""{"id": "{{name}}", "origin": "{{origin}}", "keyVariable": "{{keyVariable}}"}""";

        var read = Read($$"""{"version": 1, "providers": [{{Entry(id)}}{{(second is null ? "" : ", " + Entry(second))}}]}""");

        Assert.Same(CatalogueFiles.Shipped, read.Catalogue);
        Assert.Equal($"{File} cannot be used: {problem}.", read.Problem);
    }

    [Fact]
    public void Another_header_than_those_that_carry_keys_is_refused()
    {
        var read = Read("""{"version": 1, "providers": [{"id": "mine", "origin": "https://models.example", "keyVariable": "A_KEY", "keyHeader": {"name": "Host", "prefix": ""}}]}""");

        Assert.Equal($"{File} cannot be used: provider mine has a keyHeader that is none of Authorization, x-api-key, api-key.", read.Problem);
    }

    [Fact]
    public void A_file_that_is_too_long_is_not_read()
    {
        var read = Read("{\"version\": 1}" + new string(' ', 1024 * 1024));

        Assert.Equal($"{File} cannot be used: it is longer than 1 MiB.", read.Problem);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private CatalogueReading Read(string text)
    {
        System.IO.File.WriteAllText(File, text);
        return CatalogueFiles.Read(File, _today);
    }
}
