using System.Text;
using CodeAssist.Core.Policy;
using CodeAssist.Core.Review.Chat;
using CodeAssist.Core.Routing;
using CodeAssist.Server.Settings;
using CodeAssist.TestSupport;

namespace CodeAssist.Server.Tests.Composition;

/// <summary>README's table "what leaves your machine, when": asked of the rules that the programs use, cell by cell.</summary>
public sealed class LeavingTableTests
{
    private const string Stays = "nothing";
    private const string Proof = "`codeassist verify-local-only` plants eight leaks, which are seen and refused, and of a minute's work not one packet is.";
    private const string Record = "`codeassist policy` says whether and why not, `codeassist route` who would be asked, `codeassist data` what was sent.";

    [Fact]
    public void The_table_in_the_readme_is_what_the_rules_say()
    {
        // Situations in which all rows are alike are one column.
        var columns = LeavingSituation.All.GroupBy(situation => string.Join('|', Cells(situation)), StringComparer.Ordinal).ToList();
        var table = new StringBuilder($"| What | {string.Join(" | ", columns.Select(column => Sentence(column.Select(situation => situation.When))))} | How you can tell |\n");
        table.Append($"|---|{string.Concat(columns.Select(_ => "---|"))}---|\n");
        foreach (var (index, row) in Rows(LeavingSituation.All[0]).Index())
        {
            table.Append($"| {row.What} | {string.Join(" | ", columns.Select(column => Rows(column.First())[index].Cell))} | {row.Tell} |\n");
        }

        Golden.VerifyPart("README.md", "what-leaves", table.ToString());
    }

    [Fact]
    public void A_closed_api_is_never_asked_without_a_word_of_the_user_and_under_local_only_by_none()
    {
        foreach (var situation in LeavingSituation.All)
        {
            var asked = situation.Places(TaskKind.Fix, TaskWish.Stronger).Where(place => place.Tier is Tier.ClosedApi).ToList();
            Assert.Equal(situation.IsOpen, asked.Count == 1);
            Assert.All(asked, place => Assert.Equal((LeavingWord.No, LeavingWord.AfterAYes, LeavingWord.Yes), (place.Never, place.Ask, place.Auto)));
        }
    }

    /// <summary>Whatever a program of ours would send for another purpose would have to be a purpose first.</summary>
    [Fact]
    public void Egress_is_started_for_questions_and_for_models_and_for_nothing_else() =>
        Assert.Equal([EgressPurpose.Questions, EgressPurpose.Models], Enum.GetValues<EgressPurpose>());

    private static IEnumerable<string> Cells(LeavingSituation situation) => Rows(situation).Select(row => row.Cell);

    private static IReadOnlyList<(string What, string Cell, string Tell)> Rows(LeavingSituation situation) =>
    [
        ("Completion: code around the caret", Completion(situation), Proof),
        ("`explain`, `fix`, `agent`: the lines, and what is read for them", Question(situation, TaskWish.None, TaskKind.Explain, TaskKind.Fix, TaskKind.Agent), Record),
        ("A review: the changed pieces", Review(situation), "`review.chat` is `local` until you change it; the report says who took part and where."),
        (
            "A command of a task: whatever it reads",
            situation.IsOpen ? $"{Stays}, unless you let this one command have the network, each time" : Stays,
            "`codeassist data` has every such yes. Namespaces of Linux hold the others; on other systems nothing keeps a command that you allow from the network, and its report says so."),
        ("A model to download: its name", situation.MayFetchModels ? "the request for the file, to its hub; nothing of yours" : Stays, "`codeassist data`"),
        ("Usage figures, crash reports, searches for updates", Stays, "There is no code that sends any: the one program with a network is started for what stands above and for nothing else."),
        ("While `npm start` or `npm test` sets up", "requests of packages", "Once set up, both work without a network."),
    ];

    private static string Completion(LeavingSituation situation)
    {
        // The router never gives it away; a setting of the user's own can.
        Assert.DoesNotContain(situation.Places(TaskKind.Completion, TaskWish.Stronger), place => place.Tier is not Tier.Local);
        var servers = new (CompletionEndpointSetting Setting, Tier Tier)[] { (CompletionEndpointSetting.Loopback, Tier.Local), (CompletionEndpointSetting.Private, Tier.PrivateEndpoint) };
        Assert.Equal(Enum.GetValues<CompletionEndpointSetting>().Except([new CodeAssistSettings().CompletionEndpoint]), servers.Select(server => server.Setting));
        var named = servers.Where(server => situation.Reachable.Contains(server.Tier)).ToList();
        return named.Count == 0
            ? Stays
            : $"{Stays}, unless `completion.endpoint` is {string.Join(" or ", named.Select(server => $"`{server.Setting.ToString().ToLowerInvariant()}`: {Name(server.Tier)}"))}";
    }

    private static string Review(LeavingSituation situation)
    {
        Assert.Equal(ChatMode.Local, new CodeAssistSettings().ReviewChat);
        var (local, routed) = (Question(situation, TaskWish.Local, TaskKind.ReviewUnit), Question(situation, TaskWish.None, TaskKind.ReviewUnit));
        Assert.Equal(routed, Question(situation, TaskWish.None, TaskKind.ReviewSummary));
        return string.Equals(local, routed, StringComparison.Ordinal) ? local : $"{local}; where `review.chat` is `routed`, as above";
    }

    private static string Question(LeavingSituation situation, TaskWish wish, params TaskKind[] kinds)
    {
        var cells = kinds.Select(kind => Words(situation.Places(kind, wish is TaskWish.None ? TaskWish.Stronger : wish))).Distinct(StringComparer.Ordinal);
        return Assert.Single(cells);
    }

    private static string Words(IReadOnlyList<LeavingPlace> places) =>
        places.Count == 0 ? Stays
        : places.All(place => place.Tier is Tier.Local) ? $"{Stays}, but to {Name(Tier.Local)} if you named one"
        : string.Join("; ", places.Select(Describe));

    private static string Describe(LeavingPlace place) => (place.Never, place.Ask, place.Auto) switch
    {
        (LeavingWord.Yes, LeavingWord.Yes, LeavingWord.Yes) => $"to {Name(place.Tier)}",
        (LeavingWord.No, LeavingWord.Yes, LeavingWord.Yes) => $"to {Name(place.Tier)}, unless `routing.escalation` is `never`",
        (LeavingWord.No, LeavingWord.AfterAYes, LeavingWord.Yes) => $"to {Name(place.Tier)} **after you were asked**, or within your budgets where `routing.escalation` is `auto`",
        var other => throw new InvalidOperationException($"The rules say {other} of {place.Tier}: find words for it."),
    };

    private static string Name(Tier tier) => tier switch
    {
        Tier.Local => "a model server on this machine",
        Tier.PrivateEndpoint => "your private endpoint",
        _ => "a closed API",
    };

    private static string Sentence(IEnumerable<string> parts)
    {
        var text = string.Join(", ", parts);
        return char.ToUpperInvariant(text[0]) + text[1..];
    }
}
