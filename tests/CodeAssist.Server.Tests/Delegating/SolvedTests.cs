using CodeAssist.Core.Agent;
using CodeAssist.Core.Agent.Actions;
using CodeAssist.Core.Providers;
using CodeAssist.Server.Assisting;
using CodeAssist.Server.Delegating;
using CodeAssist.Server.Delegating.Background;
using CodeAssist.Server.Delegating.Hands;
using CodeAssist.Server.Tests.Assisting;
using CodeAssist.TestSupport;

namespace CodeAssist.Server.Tests.Delegating;

/// <summary>Ten small repositories with a failing test each, solved by a model that knows its trade, over the real files and the real tests.</summary>
public sealed class SolvedTests : IDisposable
{
    private readonly TemporaryRepository _repository = TemporaryRepository.Create();
    private readonly TemporaryRepository _kept = TemporaryRepository.CreateFolder();
    private readonly List<string> _ran = [];

    public static TheoryData<int> Places => [.. Enumerable.Range(0, SmallRepository.All.Count)];

    public void Dispose()
    {
        _repository.Dispose();
        _kept.Dispose();
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task A_failing_test_is_made_to_pass_and_the_transcript_replays_to_the_same_files(int place)
    {
        var small = SmallRepository.All[place];

        // Each second one by a model that has no tools of its own.
        var (outcome, files) = await SolveAsync(_repository, small, small.Steps, isNative: place % 2 == 0);

        Assert.Equal(AgentEndReason.Finished, outcome.End.Reason);
        Assert.NotEmpty(outcome.Changes);
        Assert.Equal(small.Check, _ran.Distinct(StringComparer.Ordinal).Single());

        var calls = outcome.Transcript.OfType<TranscriptEntry.Step>().SelectMany(step => step.Calls).Select(record => (record.Call.Tool, Without(record.Call.Arguments))).ToList();
        using var again = TemporaryRepository.Create();
        var (replayed, same) = await SolveAsync(again, small, calls, isNative: true);

        Assert.Equal(AgentEndReason.Finished, replayed.End.Reason);
        Assert.Equal(files, same);
    }

    [Fact]
    public async Task A_member_of_a_class_is_replaced_by_its_name()
    {
        _repository.Write("Cart.cs", "namespace Shop;\n\npublic sealed class Cart\n{\n    /// <summary>Adds.</summary>\n    public int Add(int a, int b)\n    {\n        return a - b;\n    }\n\n    public int Count => 0;\n}\n");
        var small = new SmallRepository("a member", "", new Dictionary<string, string>(StringComparer.Ordinal), []);

        var (outcome, _) = await SolveAsync(
            _repository,
            small,
            [
                ("outline", """{"path":"Cart.cs"}"""),
                ("edit", """{"edits":[{"kind":"member","path":"Cart.cs","symbol":"Cart.Add","text":["/// <summary>Adds.</summary>","public int Add(int a, int b) => a + b;"]}]}"""),
                ("finish", """{"summary":"Adds."}"""),
            ],
            isNative: false);

        Assert.True(outcome.End.IsFinished);
        Assert.Equal(
            "namespace Shop;\n\npublic sealed class Cart\n{\n    /// <summary>Adds.</summary>\n    public int Add(int a, int b) => a + b;\n\n    public int Count => 0;\n}\n",
            await File.ReadAllTextAsync(_repository.At("Cart.cs"), TestContext.Current.CancellationToken));
    }

    /// <summary>A real compiler takes its seconds.</summary>
    [Fact(Explicit = true)]
    public async Task A_failing_assertion_of_a_CSharp_program_is_repaired_by_its_member()
    {
        var small = new SmallRepository(
            "a console assertion",
            "dotnet run --project Shop.csproj",
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                [".gitignore"] = "bin/\nobj/\n",
                ["Shop.csproj"] = "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>\n",
                ["Cart.cs"] = "namespace Shop;\n\npublic static class Cart\n{\n    public static int Add(int a, int b)\n    {\n        return a - b;\n    }\n}\n",
                ["Program.cs"] = "if (Shop.Cart.Add(2, 3) != 5)\n{\n    System.Console.Error.WriteLine(\"error: Add(2, 3) is not 5\");\n    return 1;\n}\n\nreturn 0;\n",
            },
            [
                ("outline", """{"path":"Cart.cs"}"""),
                ("edit", """{"edits":[{"kind":"member","path":"Cart.cs","symbol":"Cart.Add","text":["public static int Add(int a, int b) => a + b;"]}]}"""),
                ("finish", """{"summary":"It adds."}"""),
            ]);

        var (outcome, _) = await SolveAsync(_repository, small, small.Steps, isNative: false);

        Assert.Equal(AgentEndReason.Finished, outcome.End.Reason);
        Assert.Equal("Cart.cs", Assert.Single(outcome.Changes).Path);
    }

    [Fact]
    public async Task What_a_task_changed_is_undone_to_the_byte_and_Git_has_seen_nothing()
    {
        var small = SmallRepository.All[0];
        _repository.Write("sum.mjs", "export function sum(a, b) {\r\n  return a - b;\r\n}\r\n");
        _repository.Commit();
        _repository.Write("notes.txt", "not in Git yet");
        var before = (Status: _repository.Git("status", "--porcelain"), Refs: _repository.Git("for-each-ref"), Stash: _repository.Git("stash", "list"), Bytes: await File.ReadAllBytesAsync(_repository.At("sum.mjs"), TestContext.Current.CancellationToken));
        using var hands = RealHands.Open(_repository.Root, _kept.Root, _ran);

        var outcome = await RunAsync(hands, _repository, Script(small.Steps, isNative: true), checks: []);
        var changed = await File.ReadAllTextAsync(_repository.At("sum.mjs"), TestContext.Current.CancellationToken);
        await hands.RestoreAsync(outcome.Begin!, paths: null, TestContext.Current.CancellationToken);

        Assert.Contains("a + b;\r\n", changed, StringComparison.Ordinal);
        Assert.Equal(before.Bytes, await File.ReadAllBytesAsync(_repository.At("sum.mjs"), TestContext.Current.CancellationToken));
        Assert.Equal(before.Status, _repository.Git("status", "--porcelain"));
        Assert.Equal((before.Refs, before.Stash), (_repository.Git("for-each-ref"), _repository.Git("stash", "list")));
    }

    private async Task<(AgentOutcome Outcome, SortedDictionary<string, string> Files)> SolveAsync(
        TemporaryRepository repository, SmallRepository small, IReadOnlyList<(string Tool, string Arguments)> steps, bool isNative)
    {
        foreach (var (path, text) in small.Files)
        {
            repository.Write(path, text);
        }

        using var hands = RealHands.Open(repository.Root, _kept.Root, _ran);
        var outcome = await RunAsync(hands, repository, Script(steps, isNative), small.Check.Length == 0 ? [] : [small.Check]);
        var files = Directory.EnumerateFiles(repository.Root).ToDictionary(path => Path.GetFileName(path), File.ReadAllText, StringComparer.Ordinal);
        return (outcome, new SortedDictionary<string, string>(files, StringComparer.Ordinal));
    }

    private static async Task<AgentOutcome> RunAsync(AgentHands hands, TemporaryRepository repository, ScriptedModels models, IReadOnlyList<string> checks)
    {
        var user = new RecordingAgentUser { Approves = ApprovalAnswer.Once };
        return (await new Delegation(models, hands, user, new RecordingAudience(), new CountedEditForms(), TimeProvider.System).RunAsync(
            new DelegationWish("Make the test pass.", IsPlan: false, AssistDirections.None, ProjectChecks.Named(checks), Steps: 25, MostDollars: null),
            repository.Root,
            TestContext.Current.CancellationToken)).Outcome;
    }

    private static ScriptedModels Script(IReadOnlyList<(string Tool, string Arguments)> steps, bool isNative)
    {
        var yes = new Fact<bool>(Value: true, "made up", new DateOnly(2026, 11, 1));
        var model = isNative ? ScriptedModels.Closed() : ScriptedModels.Local(32_000) with { IsOwn = true };
        model = model with { Card = isNative ? model.Card with { Tools = yes } : model.Card with { JsonSchema = yes } };
        var models = new ScriptedModels(model);
        foreach (var (tool, arguments) in steps)
        {
            _ = isNative
                ? models.Calls(model.Id, (tool, arguments))
                : models.Answers(model.Id, $$"""{"thought":"Next.","call":{"tool":"{{tool}}",{{arguments[1..]}}}""");
        }

        return models;
    }

    // In a form the tool stands among its arguments.
    private static string Without(string arguments)
    {
        var json = System.Text.Json.Nodes.JsonNode.Parse(arguments)!.AsObject();
        json.Remove("tool");
        return json.ToJsonString();
    }
}
