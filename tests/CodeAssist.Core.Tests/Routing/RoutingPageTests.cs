using System.Globalization;
using System.Text;
using CodeAssist.Core.Routing;
using CodeAssist.TestSupport;

namespace CodeAssist.Core.Tests.Routing;

/// <summary>The page on routing shows the table that the router is tested with.</summary>
public sealed class RoutingPageTests
{
    private const string Head = """
        # Who does a task

        <!-- Generated from tests/CodeAssist.Core.Tests/Routing/cases.txt by RoutingPageTests: change it there. -->

        Every task that a model does, but text at the caret, goes through one decision. It is made on this machine, without a network and without asking a model, and the same task in
        the same state always goes the same way. `codeassist route TASK` shows the decision without carrying it out; the answer to a task carries it too.

        ## The rules

        1. **Who may.** [Local-only](privacy.md#local-only) leaves the models of this machine. So do `"routing.escalation": "never"`, its like for one kind of task (`routing.tasks`), and a rule
           of `routing.paths` for one of the files whose text goes along. These settings are read from your own settings file alone; a repository can tighten with its
           policy file and never loosens. A file that an ignore file excludes, or that is of a kind that holds secrets, goes to the model in CodeAssist's own process and to no other (`withheld` below).
        2. **Who can.** A model needs a key where its provider wants one, a provider that is not down, tools or answers by a schema where the task needs them, and a window that takes the task:
           whole, or in pieces where it has any. What is not known of a model counts as missing; an unknown window counts as 8,192 tokens.
        3. **Whether a model of this machine is enough.** It is, for routine work. A task is worth more when you say so; when it takes many steps; when it does not fit in up to eight
           questions; when two answers did not hold when they were checked, or the model went round in circles; when less than half of its last answers to such tasks held.
        4. **Who comes first.** The closest: this machine, your private endpoint, a closed API. Among those what you prefer (`routing.models`), fewer questions, of each provider the first in the
           [catalogue](providers.md), the cheaper.
        5. **Whether you are asked.** Before a closed API, or anybody else who costs money, is used, unless `"routing.escalation": "auto"` is set and the most that the task can cost is left in the
           [budgets](usage.md) of task, day and month; these are 0 until you set them. Where nobody can be asked, as in a pipe, the answer counts as no.
        6. **If not,** a model of this machine does what it can: in pieces where need be, and it is said why.

        A model that is named (`--model`, `routing.model`) is never replaced by another: it does the task, or nobody does.

        ## Examples

        Every row below is a test. Models, windows and prices are made up: `local/built-in` completes code and holds no conversations; `local/small` takes 4,096 tokens and answers by a schema;
        `local/large` takes 32,768 and calls tools; `small` as `weak` is one whose fixes held in 30 of 100 cases; `loopback/server` is a model server on this machine of which nothing is known;
        `private/house` takes 131,072, and so does `gateway/paid`, an endpoint of one's own that costs $1 and $4. `openai/big` costs $2 and $10 for a million tokens of question and answer, `openai/mini` $0.25 and $2, `anthropic/main` $3 and $15; of `unpriced/x` no price is known.
        `!key` is a provider without a key, `!down` one that is down, `!gone` one whose model is retired.

        A task is its kind, the tokens of question and answer, and what else is known of it. Settings are `routing.escalation` (`ask` where nothing stands), that of one kind of task or of some
        files, and what is left of the budgets.

        """;

    [Fact]
    public void The_page_is_up_to_date()
    {
        var page = new StringBuilder(Head.ReplaceLineEndings("\n"));
        foreach (var section in RoutingCase.All.GroupBy(row => row.Section, StringComparer.Ordinal))
        {
            page.Append(CultureInfo.InvariantCulture, $"\n### {section.Key}\n\n");
            page.Append("| Task | On this machine | Elsewhere | Settings | Goes to | Why |\n|---|---|---|---|---|---|\n");
            foreach (var row in section)
            {
                var why = RouteSentences.Of(Enum.Parse<RouteReason>(row.Reason));
                page.Append(CultureInfo.InvariantCulture, $"| {row.Task} | {row.Here} | {row.Elsewhere} | {row.Settings} | **{row.Route}** | {why} |\n");
            }
        }

        Golden.Verify("docs/routing.md", page.ToString());
    }
}
