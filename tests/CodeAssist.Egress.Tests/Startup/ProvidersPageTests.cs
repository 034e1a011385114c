using System.Globalization;
using System.Text;
using CodeAssist.Core.Providers;
using CodeAssist.Egress.Protocol.Catalogue;
using CodeAssist.TestSupport;

namespace CodeAssist.Egress.Tests.Startup;

/// <summary>The page on providers says what the catalogue says.</summary>
public sealed class ProvidersPageTests
{
    private const string Head = """
        # Providers and models

        <!-- Generated from the catalogue by ProvidersPageTests: change catalogue.json, or the text in the test. -->

        Which closed APIs and servers of your own CodeAssist can ask, and what is known of their models. Whether anything is asked at all is another matter:
        [what leaves your machine](privacy.md).

        **What this page is worth.** Nobody has run these providers live with CodeAssist: everything below is from pages that somebody wrote, most by the providers themselves, some by others.
        Each value links to its page; the day is when it was read. "?" is unknown: nobody has read a page that says so. Unknown is never taken for the best: a feature that is not known is
        not asked for, and a price that is not known counts as the dearest known. Prices are for a million tokens of short requests; some providers charge more for long ones (OpenAI: twice
        above 272,000 tokens), and where a price is a promotion, the regular one is listed. What you are charged is on your provider's bill.

        ## Keys

        A key is taken from the variable named below, or handed over by the editor, never from a file. [How keys are kept](privacy.md#keys).

        ## Closed APIs


        """;

    private const string Models = """

        ## Models

        A model without a line here can be asked, too; what it can do is then unknown, until you write a card for it. "Thinks" means that it reasons before it answers, which is paid for as output.
        With OpenAI a model that reasons calls tools only without reasoning, so that a request with tools asks it not to.


        """;

    private const string Kinds = """

        ## Servers of your own

        A server on this machine is named by the setting `endpoints.loopback`, one elsewhere by `endpoints.private` ([settings](configuration.md)); further ones by a file, as below. They all speak
        OpenAI's dialect. The port is the one that they listen on unless told otherwise.

        They can also complete code while you type, in the place of the model that comes along: `completion.endpoint` says which, `completion.endpointModel` names a model that fills in code, and they are asked by `/v1/completions` in
        [the form](prompts.md#model-servers) that the server understands (Ollama takes `suffix`, the others take a prompt as it is). Nobody takes the place of such a server when it fails: the status says why there are no suggestions.


        """;

    private const string Own = """

        ## Providers and models of your own

        Write `providers.json` into the configuration directory (where `settings.json` is, too; a file in a workspace is never read). It counts from the next start.

        ```json
        {
          "version": 1,
          "providers": [
            { "id": "work", "like": "azure", "origin": "https://my-resource.openai.azure.com", "keyVariable": "WORK_AZURE_KEY" },
            { "id": "rack", "like": "vllm", "origin": "http://models.lan:8000", "keyVariable": "RACK_KEY" }
          ],
          "models": [
            { "provider": "rack", "model": "qwen3-coder", "contextTokens": { "value": 131072 }, "price": { "value": { "input": 0, "output": 0 } }, "tools": { "value": true } },
            { "provider": "openai", "model": "gpt-6-sol", "price": { "value": { "input": 1.5, "cachedInput": 0.15, "output": 8 } } }
          ]
        }
        ```

        - **A provider** needs an `id`, an `origin` (scheme, host and port; nothing else) and a `keyVariable` of its own that ends in `_KEY` or `_TOKEN`. `like` names a server of the table above or a
          provider, from which the rest is taken; or say it: `name`, `dialect` (`openAi`, `anthropic`), `place` (`internet`: public addresses, https; `privateEndpoint`: your own network, too),
          `basePath`, `keyHeader` (`{"name": "api-key", "prefix": ""}`), `key` (`required`, `optional`), `quirks`. With Azure the `model` is the name of your deployment.
        - **A model** needs `provider` and `model`; the providers that settings name are `private` and `loopback`. Everything else is a value with, if you like, `source` and `readOn`. What you write about a model
          of ours goes over what we say, and the rest stays. Where long requests cost more, `price` says so: `{"input": 1.25, "output": 10, "long": {"above": 200000, "input": 2.5, "output": 15}}`.
        - A shipped provider cannot be moved to another address. A file that is wrong anywhere adds nothing; one sentence says which entry it is.

        """;

    [Fact]
    public void The_page_is_generated_from_the_catalogue() => Golden.Verify("docs/providers.md", Page(CatalogueFiles.Shipped));

    private static string Page(ModelCatalogue catalogue)
    {
        var page = new StringBuilder(Head);
        Table(page, ["Provider", "Id", "Address", "Key", "What is different", "Tried live"], catalogue.Providers.Select(provider => (string[])
        [
            provider.Name, $"`{provider.Id}`", Linked($"`{provider.Origin}{provider.BasePath}`", provider.Documented), $"`{provider.KeyVariable}` in `{provider.KeyHeader.Name}`",
            Quirks(provider.Quirks), provider.TriedLive?.ToString("O", CultureInfo.InvariantCulture) ?? "never",
        ]));
        page.Append(Models);
        Table(page, ["Model", "Context", "Answer", "In $", "Cached $", "Out $", "Tools", "Schema", "Thinks", "Open", "Keeps", "Trains"], catalogue.Cards.Select(card => (string[])
        [
            $"`{card.Id}`", Tokens(card.ContextTokens), Tokens(card.OutputTokens), Price(card, price => price.InputDollars), Price(card, price => price.CachedInputDollars ?? price.InputDollars),
            Price(card, price => price.OutputDollars), YesNo(card.Tools), YesNo(card.JsonSchema), YesNo(card.Reasoning), Open(card), Said(card.DataUse.Keeps, text => text), YesNo(card.DataUse.Trains),
        ]));
        page.Append(Kinds);
        Table(page, ["Server", "`like`", "Path", "Port", "What is different"], catalogue.Kinds.Select(kind => (string[])
        [
            kind.Name, $"`{kind.Id}`", Linked($"`{kind.BasePath}`", kind.Documented), Said(kind.Port, port => port.ToString(CultureInfo.InvariantCulture)), Quirks(kind.Quirks),
        ]));
        return page.Append(Own).ToString();
    }

    private static void Table(StringBuilder page, string[] heads, IEnumerable<string[]> rows)
    {
        page.Append("| ").AppendJoin(" | ", heads).Append(" |\n|").Insert(page.Length, "---|", heads.Length).Append('\n');
        foreach (var row in rows)
        {
            page.Append("| ").AppendJoin(" | ", row).Append(" |\n");
        }
    }

    private static string Quirks(ProviderQuirks quirks)
    {
        string?[] said =
        [
            Quirk(quirks.OutputLimit, field => field is OutputLimitField.MaxTokens ? "`max_tokens`" : "`max_completion_tokens`"),
            Quirk(quirks.StreamUsage, counts => counts ? "counts in streams" : "no `stream_options`"),
            Quirk(quirks.Stores, stores => stores ? "keeps answers unless `store` is false, which is sent" : "keeps no answers"),
            Quirk(quirks.ReasoningTakesTemperature, takes => takes ? "temperature with reasoning" : "no temperature with reasoning"),
            Quirk(quirks.ToolsWhileReasoning, can => can ? "tools while reasoning" : "no tools while reasoning"),
        ];
        var known = said.OfType<string>().ToList();
        return known.Count == 0 ? "?" : string.Join("; ", known);
    }

    private static string? Quirk<T>(Fact<T>? fact, Func<T, string> text) => fact is null ? null : Linked(text(fact.Value), fact);

    private static string Open(ModelCard card) => card.Openness.Weights is { } weights
        ? Linked(weights.Value ? "weights" : "nothing", weights) + (card.Licence is { } licence ? $", {licence.Value}" : "") + (card.LicenceLimits is { } limits ? $", {limits.Value}" : "")
        : "?";

    private static string Tokens(Fact<int>? fact) => Said(fact, value => value.ToString("#,0", CultureInfo.InvariantCulture));

    private static string Price(ModelCard card, Func<TokenPrice, decimal> part) => Said(card.Price, price => part(price).ToString(CultureInfo.InvariantCulture));

    private static string YesNo(Fact<bool>? fact) => Said(fact, value => value ? "yes" : "no");

    private static string Said<T>(Fact<T>? fact, Func<T, string> text) => fact is null ? "?" : Linked(text(fact.Value), fact);

    // The day lies in the link's title, so that the table stays readable.
    private static string Linked<T>(string text, Fact<T>? fact) =>
        fact is null ? text : string.Create(CultureInfo.InvariantCulture, $"[{text}]({fact.Source} \"{fact.ReadOn:yyyy-MM-dd}\")");
}
