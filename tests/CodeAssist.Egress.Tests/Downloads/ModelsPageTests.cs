using System.Globalization;
using System.Text;
using CodeAssist.Core.Completion.Fim;
using CodeAssist.Core.LocalModels;
using CodeAssist.Core.LocalModels.Fit;
using CodeAssist.Core.Providers;
using CodeAssist.Egress.Protocol.Catalogue.OpenModels;
using CodeAssist.TestSupport;

namespace CodeAssist.Egress.Tests.Downloads;

/// <summary>The page on models says what the list of models says.</summary>
public sealed class ModelsPageTests
{
    private const string Head = """
        # Models on your machine

        <!-- Generated from the list of models by ModelsPageTests: change OpenModels/models.json, or the text in the test. -->

        The built-in model is small. `codeassist models list` shows the models that are on your machine, among them those that Ollama, LM Studio, llama.cpp and the hub's own tools keep there; these
        are used where they lie, and nothing is copied or changed. [The command](command-line.md#models).

        **What this page is worth.** Each value links to the page where it was read; the day is in the link's title. "?" is unknown: nobody has read a page that says so, and unknown is never taken for the best. Nobody has
        measured these models here: figures are those that others have published. What was measured is your own: `codeassist models bench`.

        ## Which model for which machine

        Counted from the table below, for machines on which three quarters of the memory are free. A model is only named where its licence lets you use it at work, where all that counts is known, and
        where it is quick enough: what is written for somebody who types may have 2 GB of weights on a CPU, an answer 6 GB, because each word takes a reading of all of them.

        Where a model does not fit on the GPU as a whole, as many of its layers are put there as fit, from an eighth of them on, and the CPU computes the others. `model.gpuLayers` in your settings names
        the most that the GPU may have. `codeassist models list` says how each model would run, and `codeassist doctor` how the one in use does.

        """;

    private const string Models = """

        ## The models

        A file without a digest here is pinned at its first download. Needed memory is for four documents of 4,096 tokens; "≥" where the network's measures are not known.


        """;

    private const string Families = """

        ## Families

        By their tokens a file is known to be of a family, and by that how it is asked to fill in ([prompts](prompts.md)).


        """;

    private const string Own = """

        ## Models of your own

        Any GGUF file can be used: `codeassist models use PATH`. A model in several files (`NAME-00001-of-00003.gguf`) is named by the first, and pulled, checked and removed with all of them. To have it in the list with licence and digest, `codeassist models import PATH`, or write `models.json` into the configuration directory (where
        `settings.json` is, too; a file in a workspace is never read):

        ```json
        {
          "version": 1,
          "models": [
            { "id": "house-coder", "roles": ["completion"], "fim": { "value": "starcoder2" }, "licence": { "value": "ours" }, "commercial": { "value": "allowed" },
              "files": [{ "quantisation": "Q8_0", "repository": "house/coder-GGUF", "path": "coder-q8_0.gguf" }] },
            { "id": "codegemma-2b", "commercial": { "value": "limited" } }
          ]
        }
        ```

        What you write about a model of ours goes over what we say, and the rest stays. Everything but `id` and `roles` is a value with, if you like, `source` and `readOn`; without these the file is the source.
        A file that is wrong anywhere adds nothing; one sentence says which entry it is. Hubs cannot be added. Your models are listed, found and pulled like ours.

        A file that is in no list: `codeassist models search WORDS` asks the hub and shows addresses, `codeassist models pull https://…/FILE.gguf` takes one. Its licence is nobody's but yours to read, and its
        digest is what came first. Where the hub is not reached but a mirror of it is, name that in your settings: `"endpoints.modelMirror": "https://mirror.example/hub"`. It is asked for the same paths.

        """;

    private static readonly (string Name, double Memory, double Video)[] _machines =
        [("8 GB, no GPU", 8, 0), ("16 GB, no GPU", 16, 0), ("16 GB, GPU with 6 GB", 16, 6), ("32 GB, GPU with 12 GB", 32, 12), ("64 GB, GPU with 24 GB", 64, 24)];

    [Fact]
    public void The_page_is_generated_from_the_list() => Golden.Verify("docs/models.md", Page(OpenModelFiles.Shipped));

    private static string Page(OpenModelList list)
    {
        var page = new StringBuilder(Head).Append('\n');
        Table(page, ["Machine", "Completion", "Chat"], _machines.Select(machine => (string[])[machine.Name, Best(list, ModelRole.Completion, machine), Best(list, ModelRole.Chat, machine)]));
        page.Append(Models);
        Table(page, ["Model", "For", "Weights", "Context", "File", "Memory", "Licence", "At work", "Open", "Published"], list.Models.Select(model => (string[])
        [
            $"`{model.Id}`", string.Join(", ", model.Roles.Select(role => role.ToString().ToLowerInvariant())),
            Said(model.Parameters, value => string.Create(CultureInfo.InvariantCulture, $"{value / 1e9:0.##} B")),
            Said(model.ContextTokens, value => value.ToString("#,0", CultureInfo.InvariantCulture)),
            model.Files.Count == 0 ? "?" : string.Join("<br>", model.Files.Select(file => $"{Linked(file.Quantisation, file.Sha256)}, `{file.Repository}`")),
            Memory(model), Linked(model.Licence!.Value, model.LicenceText ?? model.Licence), Said(model.Commercial, use => use.ToString().ToLowerInvariant()),
            Open(model.Openness),
            model.Figures.Count == 0 ? "?" : string.Join("<br>", model.Figures.Select(figure => $"{figure.Test}: {Linked(figure.Percent.Value.ToString("0.0", CultureInfo.InvariantCulture) + " %", figure.Percent)}")),
        ]));
        page.Append(Families);
        Table(page, ["Family", "Order", "Prefix, suffix, middle", "Repository, file"], FimFamilies.All.Select(family => (string[])
        [
            $"[{family.Name}]({family.Source})", family.Refusal is null ? $"{(family.BeginsWithEnd ? "end of text, " : "")}{Words(family.Layout.ToString())}" : "not asked",
            $"`{family.Tokens.Prefix}` `{family.Tokens.Suffix}` {(family.Tokens.Middle is { } middle ? $"`{middle}`" : "-")}",
            $"{(family.Tokens.Repository is { } repository ? $"`{repository}`" : "-")} {(family.Tokens.File is { } file ? $"`{file}`" : "-")}",
        ]));
        return page.Append(Own).ToString();
    }

    private static string Best(OpenModelList list, ModelRole role, (string Name, double Memory, double Video) machine) =>
        Recommendation.For(list.Models, role, new Machine((long)(machine.Memory * 1e9), (long)(machine.Memory * 0.75e9), null, (long)(machine.Video * 1e9))) is { } best
            ? $"`{best.Model.Id}` {best.File.Quantisation} {Where(best.Plan)}, context {best.Plan.ContextTokens.ToString("#,0", CultureInfo.InvariantCulture)}"
            : "the built-in model";

    private static string Where(FitPlan plan) => plan.Verdict switch
    {
        FitVerdict.Gpu => "on the GPU",
        FitVerdict.Partly => $"with {plan.LayersOnGpu} of {plan.Layers} layers on the GPU",
        _ => "on the CPU",
    };

    private static string Memory(OpenModel model) =>
        model.Files is [var file, ..] && ModelMeasures.Of(model, file) is { } measures
            ? $"{(measures.Shape is null ? "≥ " : "")}{FitSentences.Bytes(measures.At(4_096, 4, 128).Total)}"
            : "?";

    private static string Open(Openness openness)
    {
        string?[] parts = [Part("weights", openness.Weights), Part("data", openness.Data), Part("code", openness.Code)];
        return parts.OfType<string>().DefaultIfEmpty("?").Aggregate((one, other) => $"{one}, {other}");
    }

    private static string? Part(string name, Fact<bool>? fact) => fact is { Value: true } ? Linked(name, fact) : null;

    private static string Words(string name) => string.Concat(name.Select((letter, index) => index > 0 && char.IsUpper(letter) ? $", {char.ToLowerInvariant(letter)}" : new string(char.ToLowerInvariant(letter), 1)));

    private static void Table(StringBuilder page, string[] heads, IEnumerable<string[]> rows)
    {
        page.Append("| ").AppendJoin(" | ", heads).Append(" |\n|").Insert(page.Length, "---|", heads.Length).Append('\n');
        foreach (var row in rows)
        {
            page.Append("| ").AppendJoin(" | ", row.Select(cell => cell.Replace("<|", "<\\|", StringComparison.Ordinal).Replace("|>", "\\|>", StringComparison.Ordinal))).Append(" |\n");
        }
    }

    private static string Said<T>(Fact<T>? fact, Func<T, string> text) => fact is null ? "?" : Linked(text(fact.Value), fact);

    // The day lies in the link's title, so that the table stays readable.
    private static string Linked<T>(string text, Fact<T>? fact) =>
        fact is null ? text : string.Create(CultureInfo.InvariantCulture, $"[{text}]({fact.Source} \"{fact.ReadOn:yyyy-MM-dd}\")");
}
