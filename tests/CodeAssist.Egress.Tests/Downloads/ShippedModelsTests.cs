using CodeAssist.Core.LocalModels;
using CodeAssist.Core.Providers;
using CodeAssist.Egress.Protocol.Catalogue.OpenModels;

namespace CodeAssist.Egress.Tests.Downloads;

/// <summary>What we ship about models says nothing without a source.</summary>
public sealed class ShippedModelsTests
{
    private static readonly OpenModelList _list = OpenModelFiles.Shipped;

    [Fact]
    public void Every_model_has_a_licence_and_every_one_that_completes_has_an_order() => Assert.All(_list.Models, model =>
    {
        Assert.NotNull(model.Licence);
        Assert.Equal(model.Roles.Contains(ModelRole.Completion), model.Fim is not null);
    });

    [Fact]
    public void Every_fact_has_the_address_of_a_page_and_a_day()
    {
        var facts = _list.Models.SelectMany(Facts).Append(Of(_list.Hubs[0].RedirectDomains)).OfType<(string Source, DateOnly ReadOn)>().ToList();

        Assert.True(facts.Count > 100);
        Assert.All(facts, fact =>
        {
            Assert.StartsWith("https://", fact.Source, StringComparison.Ordinal);
            Assert.InRange(fact.ReadOn, new DateOnly(2026, 1, 1), new DateOnly(2100, 1, 1));
        });
    }

    [Theory]
    [InlineData("qwen2.5-coder-1.5b", CommercialUse.Allowed, false)]
    [InlineData("qwen2.5-coder-3b", CommercialUse.Forbidden, true)]
    [InlineData("codestral-22b", CommercialUse.Forbidden, true)]
    [InlineData("starcoder2-3b", CommercialUse.Limited, false)]
    [InlineData("codegemma-2b", null, true)]
    public void Whoever_may_not_use_a_model_at_work_or_does_not_know_is_asked(string id, CommercialUse? use, bool asked)
    {
        var model = _list.Find(id)!;

        Assert.Equal(use, model.Commercial?.Value);
        Assert.Equal(asked, model.NeedsConsent);
    }

    [Fact]
    public void A_file_is_one_models() =>
        Assert.Equal(_list.Models.Sum(model => model.Files.Count), _list.Models.SelectMany(model => model.Files).Select(file => (file.Repository, file.Path)).Distinct().Count());

    [Theory]
    [InlineData("qwen2.5-coder-7b-q8_0.gguf", "qwen2.5-coder-7b")]
    [InlineData("MELLUM-4b-base.Q8_0.gguf", "mellum-4b")]
    [InlineData("other.gguf", null)]
    public void A_file_in_somebodys_cache_is_known_by_its_name(string file, string? model) => Assert.Equal(model, _list.FindByFile(file)?.Id);

    [Fact]
    public void A_model_is_known_by_the_name_in_its_file() => Assert.Equal("qwen2.5-coder-1.5b", _list.FindByName("Qwen2.5 Coder 1.5B")?.Id);

    private static IEnumerable<(string Source, DateOnly ReadOn)?> Facts(OpenModel model) =>
    [
        Of(model.Fim), Of(model.Architecture), Of(model.Parameters), Of(model.ContextTokens), Of(model.Shape), Of(model.Licence), Of(model.LicenceText), Of(model.Commercial),
        Of(model.Openness.Weights), Of(model.Openness.Data), Of(model.Openness.Code),
        .. model.Files.SelectMany(file => new[] { Of(file.Bytes), Of(file.Sha256) }), .. model.Figures.Select(figure => Of(figure.Percent)),
    ];

    private static (string Source, DateOnly ReadOn)? Of<T>(Fact<T>? fact) => fact is null ? null : (fact.Source, fact.ReadOn);
}
