using CodeAssist.Core.LocalModels;
using CodeAssist.Core.LocalModels.Fit;
using CodeAssist.Core.Providers;
using CodeAssist.ModelHost.Protocol;
using CodeAssist.Server.Features.Models;
using CodeAssist.Server.LocalModels;
using CodeAssist.Server.LocalModels.Downloads;
using CodeAssist.Server.Settings;

namespace CodeAssist.Server.Tests.LocalModels;

/// <summary>What an editor's user is told of each model.</summary>
public sealed class EditorModelsTests
{
    private static readonly Machine _machine = new(16_000_000_000, 8_000_000_000, null, 0);

    [Fact]
    public void A_model_that_completes_and_chats_is_there_for_each_job_with_size_fit_speed_and_licence()
    {
        var items = Items(File("coder", "chatml", speed: new MeasuredSpeed(240, 31, "CPU", new DateOnly(2026, 11, 22))), job: ModelRole.Completion);

        Assert.Equal(["completion /m/coder.gguf", "chat /m/coder.gguf"], items.Select(item => item.Id), StringComparer.Ordinal);
        Assert.Equal("1.7 GB, CPU, 1.8 GB, in use", items[0].Description);
        Assert.Equal("1.7 GB, CPU, 1.8 GB", items[1].Description);
        Assert.Equal("reads 240 and writes 31 tokens/s · licence: not known", items[0].Detail);
    }

    [Fact]
    public void A_licence_that_forbids_work_is_said()
    {
        var card = new OpenModel("x", "X", [ModelRole.Completion]) { Licence = Fact("Research"), Commercial = Fact(CommercialUse.Forbidden) };

        Assert.EndsWith("licence: Research, not for use at work", Assert.Single(Items(File("x", template: null) with { Card = card })).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_cannot_be_used_is_not_offered() =>
        Assert.Empty(Items(new LocalModelFile(new FoundFile("bad", "/m/bad.gguf", ModelPlace.LlamaCpp), null, new HostFailure(HostFailureKind.ModelInvalid, "cut", "again"), null, null, null)));

    [Theory]
    [InlineData("<|fim_prefix|>", "<|fim_suffix|>", "<|fim_middle|>", null, true, false)]
    [InlineData(null, null, null, "chatml", false, true)]
    [InlineData("[PREFIX]", "[SUFFIX]", null, null, false, false)]
    public void What_a_model_is_good_for_is_read_in_its_file(string? prefix, string? suffix, string? middle, string? template, bool completes, bool chats)
    {
        var file = File("m", template, prefix, suffix, middle);

        Assert.Equal((completes, chats), (file.Roles.Contains(ModelRole.Completion), file.Roles.Contains(ModelRole.Chat)));
        Assert.Equal(completes, ModelShop.WhyNot(file, ModelRole.Completion) is null);
        Assert.Equal(chats, ModelShop.WhyNot(file, ModelRole.Chat) is null);
    }

    [Fact]
    public void What_is_in_a_list_and_not_here_can_be_downloaded_the_best_for_this_machine_first()
    {
        var plan = new FitPlan(FitVerdict.Memory, 4_096, 0, new MemoryNeed(1_600_000_000, 0, 0), IsLeast: false);
        OfferedModel[] offers =
        [
            new("first", [ModelRole.Completion], "Q8_0", 1_600_000_000, "Research", CommercialUse.Forbidden, plan, IsHere: false, []),
            new("here", [ModelRole.Completion], "Q8_0", 1, "MIT", CommercialUse.Allowed, plan, IsHere: true, [ModelRole.Completion]),
            new("without-file", [ModelRole.Chat], null, null, "MIT", CommercialUse.Allowed, null, IsHere: false, []),
            new("best", [ModelRole.Completion, ModelRole.Chat], "Q8_0", null, "MIT", CommercialUse.Allowed, null, IsHere: false, [ModelRole.Chat]),
        ];

        var items = EditorModels.Downloads(offers, id => id is "without-file" ? null : Subject(id)).ToList();

        Assert.Equal(["download best", "download first"], items.Select(item => item.Id), StringComparer.Ordinal);
        Assert.Equal("size not known, unknown", items[0].Description);
        Assert.Equal("for completion and chat, the best here for chat · licence: MIT", items[0].Detail);
        Assert.Equal("1.6 GB, CPU, 1.6 GB", items[1].Description);
        Assert.Equal("for completion · licence: Research, not for use at work", items[1].Detail);
    }

    [Fact]
    public void Each_size_of_a_model_is_offered_with_its_fit_and_what_was_measured_of_it()
    {
        OpenModelFile[] files = [new("Q8_0", "hub", "a/b", "main", "coder-q8.gguf"), new("Q4_K_M", "hub", "a/b", "main", "coder-q4.gguf")];
        var card = new OpenModel("coder", "Coder", [ModelRole.Completion]) { Parameters = Fact(20_000_000_000L), Files = files };
        var here = File("coder-q4", template: null, speed: new MeasuredSpeed(240, 31, "CPU", new DateOnly(2026, 11, 22))) with { Card = card };

        var offer = ModelShop.Offer(card, new ModelInventory([here], _machine), []);
        var sizes = EditorModels.Sizes(offer, _ => null).ToList();

        Assert.Equal(["Q8_0", "Q4_K_M"], sizes.Select(size => size.Id), StringComparer.Ordinal);
        Assert.Equal(("21.3 GB, too large, at least 21.3 GB", "speed not measured", "warning"), (sizes[0].Description, sizes[0].Detail, sizes[0].Icon));
        Assert.Equal(("1.7 GB, CPU, 1.8 GB, is here", "reads 240 and writes 31 tokens/s", "chip"), (sizes[1].Description, sizes[1].Detail, sizes[1].Icon));
        var item = Assert.Single(EditorModels.Downloads([offer], _ => Subject("coder")));
        Assert.EndsWith(", 2 sizes to choose from", item.Description, StringComparison.Ordinal);
        Assert.Empty(EditorModels.Downloads([offer with { Files = [.. offer.Files.Select(file => file with { IsHere = true })] }], _ => Subject("coder")));
    }

    [Fact]
    public void Of_several_files_the_first_is_taken_or_the_one_that_is_named()
    {
        OpenModelFile[] files = [new("Q8_0", "hub", "a/b", "main", "m-q8.gguf"), new("Q4_K_M", "hub", "a/b", "main", "m-q4.gguf")];
        var list = new OpenModelList([], [new OpenModel("m", "M", [ModelRole.Completion]) { Files = files }]);

        var (first, named) = (PullSubject.Find("m", list, "/models")!, PullSubject.Find("m:q4_k_m", list, "/models")!);

        Assert.Equal(("m", 0, "m-q8.gguf"), (first.Name, first.Wishes[0].File, Path.GetFileName(first.Target)));
        Assert.Equal(("m:Q4_K_M", 1, "m-q4.gguf"), (named.Name, named.Wishes[0].File, Path.GetFileName(named.Target)));
        Assert.Null(PullSubject.Find("m:Q2_K", list, "/models"));
        Assert.Null(PullSubject.Find("other:Q8_0", list, "/models"));
    }

    [Fact]
    public void The_smallest_of_the_family_guesses_ahead_where_it_is_small_enough()
    {
        OpenModel large = Sized("coder-7b", "coder", 7_600_000_000), other = Sized("other-0.5b", "other", 500_000_000);
        var list = new OpenModelList([], [large, other, Sized("coder-0.5b", "coder", 500_000_000), Sized("coder-0.9b", "coder", 900_000_000), Sized("coder-3b", "coder", 3_000_000_000)]);
        FoundFile[] here = [Found("coder-7b"), Found("other-0.5b"), Found("coder-3b"), Found("coder-0.9b"), Found("coder-0.5b")];

        Assert.Equal("coder-0.5b", ModelShop.DraftFor(large, here, list)?.Name);
        Assert.Equal("coder-0.9b", ModelShop.DraftFor(large, here[..^1], list)?.Name);
        Assert.Null(ModelShop.DraftFor(large, here[..3], list));
        Assert.Null(ModelShop.DraftFor(list.Find("coder-3b"), here, list));
        Assert.Null(ModelShop.DraftFor(null, here, list));
        Assert.Null(ModelShop.DraftFor(large with { Fim = null }, here, list));

        static OpenModel Sized(string id, string family, long parameters) => new(id, id, [ModelRole.Completion]) { Fim = Fact(family), Parameters = Fact(parameters) };
        static FoundFile Found(string id) => new(id, $"/m/{id}.gguf", ModelPlace.Downloaded) { Card = id };
    }

    [Fact]
    public void Where_the_editors_own_setting_names_another_file_it_is_said_that_this_wins()
    {
        var editors = CodeAssistSettings.Default with { ModelPath = "/m/editors.gguf" };

        Assert.Equal(
            "But your editor's own setting codeassist.model.path names /m/editors.gguf, which counts again at the next start: clear it there to keep this choice.",
            EditorModels.Overruled(editors, ModelRole.Completion, "/m/chosen.gguf"));
        Assert.Null(EditorModels.Overruled(editors, ModelRole.Completion, "/m/editors.gguf"));
        Assert.Null(EditorModels.Overruled(editors, ModelRole.Chat, "/m/chosen.gguf"));
        Assert.Null(EditorModels.Overruled(CodeAssistSettings.Default, ModelRole.Completion, "/m/chosen.gguf"));
    }

    [Fact]
    public void How_far_a_download_is_is_said_with_speed_and_remaining_time()
    {
        Assert.Equal("500 MB of 1.6 GB, 10.0 MB/s, 00:01:50 left", EditorDownloads.Words(new DownloadProgress(500_000_000, 1_600_000_000, 10_000_000)));
        Assert.Equal("1 MB of 1.6 GB", EditorDownloads.Words(new DownloadProgress(1_000_000, 1_600_000_000, 0)));
    }

    private static PullSubject Subject(string id) => PullSubject.Find(
        id, new OpenModelList([], [new OpenModel(id, id, []) { Files = [new OpenModelFile("Q8_0", "hub", "a/b", "main", "m.gguf")] }]), "/nowhere")!;

    private static List<CodeAssist.Lsp.Protocol.PickItem> Items(LocalModelFile file, ModelRole? job = null) =>
        [.. EditorModels.Items(new ModelInventory([file], _machine), _ => job is { } role ? [role] : [])];

    private static LocalModelFile File(
        string name, string? template, string? prefix = "<fim_prefix>", string? suffix = "<fim_suffix>", string? middle = "<fim_middle>", MeasuredSpeed? speed = null)
    {
        var texts = new Dictionary<SpecialToken, string>();
        foreach (var (role, text) in new[] { (SpecialToken.FimPrefix, prefix), (SpecialToken.FimSuffix, suffix), (SpecialToken.FimMiddle, middle) })
        {
            if (text is not null)
            {
                texts[role] = text;
            }
        }

        var header = new ModelFileDescription(
            name, "llama", "Q8_0", Licence: null, PromptLayout: null, texts, template, template is not null, 1_700_000_000, 1_699_000_000, 1_500_000_000, 28, 4_096, 1_536, 8_960, 28_672, 50_000, new TensorShares(0, 0, []));
        var plan = new FitPlan(FitVerdict.Memory, 4_096, 0, new MemoryNeed(1_699_000_000, 50_000_000, 50_000_000), IsLeast: false);
        return new LocalModelFile(new FoundFile(name, $"/m/{name}.gguf", ModelPlace.LmStudio), header, null, null, plan, speed);
    }

    private static Fact<T> Fact<T>(T value) => new(value, "https://example.org", new DateOnly(2026, 11, 22));
}
