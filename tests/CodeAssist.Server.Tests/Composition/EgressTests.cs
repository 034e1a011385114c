using CodeAssist.Core.Policy;
using CodeAssist.Core.Privacy.Gate;
using CodeAssist.Core.Providers;
using CodeAssist.Core.Spending;
using CodeAssist.Egress.Protocol;
using CodeAssist.Egress.Protocol.Catalogue;
using CodeAssist.Models.Egress;
using CodeAssist.Models.Ledger;
using CodeAssist.Processes.Children;
using CodeAssist.Server.Tests.Support;
using CodeAssist.TestSupport;
using Microsoft.Extensions.AI;

namespace CodeAssist.Server.Tests.Composition;

/// <summary>Broker, egress and client as they are, each in its own process, and a scripted provider at the end of the way.</summary>
public sealed class EgressTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Where_the_user_allows_it_every_provider_can_be_asked_and_the_answer_is_whole()
    {
        await using var server = ScriptedProvider.Saying(Answers.OpenAi("Be", "cause."));
        await using var sandbox = new EgressSandbox(new NamedEndpoints("https://models.example/v1", server.Address, ""));
        await sandbox.AllowAsync();

        var (providers, failure) = await sandbox.Link.ReadProvidersAsync(Cancellation);
        var response = await sandbox.AskAsync();

        Assert.Null(failure);
        Assert.Equal(
            [.. CatalogueFiles.Shipped.Providers.Select(provider => provider.Origin.ToString()), "https://models.example", $"http://{server.Address}"],
            providers.Select(provider => provider.Origin),
            StringComparer.Ordinal);
        Assert.Equal("Because.", response.Text);
        Assert.Null(response.FindFailure());
        Assert.Equal(ChatFinishReason.Stop, response.FinishReason);
        Assert.Equal(7, response.Usage?.OutputTokenCount);
        var entry = Assert.Single(await sandbox.ReadLedgerAsync());
        Assert.Equal(LedgerOutcomeKind.Answered, entry.Outcome?.Kind);
        Assert.Equal($"http://{server.Address}", entry.Attempt?.Destination);
        Assert.Equal(Assert.Single(server.Requests).Body.Length, entry.Attempt?.Bytes);
    }

    [Fact]
    public async Task A_tool_call_comes_through_all_processes_and_its_result_goes_back()
    {
        await using var server = ScriptedProvider.Start(exchange => exchange.SendAsync(
            exchange.Request.Body.Contains("class A;", StringComparison.Ordinal) ? Answers.OpenAi("A class.") : Answers.OpenAiCalls(Answers.OpenAiCall(0, "call_1", "read_file", "{\"path\":", "\"a.cs\"}"))));
        await using var sandbox = new EgressSandbox(
            new NamedEndpoints("", server.Address, ""), """{"version": 1, "models": [{"provider": "loopback", "model": "m-1", "tools": {"value": true}}]}""");
        using var schema = System.Text.Json.JsonDocument.Parse("""{"type":"object"}""");
        var options = new ChatOptions { Tools = [new SourcedTool("read_file", "Reads a file.", schema.RootElement, new PartOrigin.Product())] };
        List<ChatMessage> conversation = [EgressSandbox.Question("What is in a.cs?")];

        var asks = await sandbox.Client().GetResponseAsync(conversation, options, Cancellation);
        var call = Assert.IsType<FunctionCallContent>(Assert.Single(asks.Messages[0].Contents));
        conversation.Add(new ChatMessage(ChatRole.Assistant, [SourcedText.Mark(call, new PartOrigin.User())]));
        conversation.Add(new ChatMessage(ChatRole.Tool, [SourcedText.Mark(new FunctionResultContent(call.CallId, "class A;"), new PartOrigin.User())]));
        var answers = await sandbox.Client().GetResponseAsync(conversation, options, Cancellation);

        Assert.Equal(ChatFinishReason.ToolCalls, asks.FinishReason);
        Assert.Equal(("read_file", "a.cs"), (call.Name, call.Arguments!["path"]?.ToString()));
        Assert.Equal("A class.", answers.Text);
        Assert.Equal(2, (await sandbox.ReadLedgerAsync()).Count);
    }

    [Fact]
    public async Task In_local_only_a_named_model_server_on_this_machine_can_be_asked_and_nobody_else()
    {
        await using var server = ScriptedProvider.Saying(Answers.OpenAi("near"));
        await using var sandbox = new EgressSandbox(new NamedEndpoints("https://models.example/v1", server.Address, ""));

        var (providers, _) = await sandbox.Link.ReadProvidersAsync(Cancellation);
        var near = await sandbox.AskAsync();
        var far = await sandbox.AskAsync(provider: "openai");
        var elsewhere = await sandbox.AskAsync(provider: ProviderTable.PrivateId);

        Assert.Equal($"http://{server.Address}", Assert.Single(providers).Origin);
        Assert.Equal("near", near.Text);
        Assert.Equal(EgressFailureKind.ProviderUnknown, far.FindFailure()?.Kind);
        Assert.Equal("'openai' cannot be asked here.", far.FindFailure()?.Message);
        Assert.Equal(EgressFailureKind.ProviderUnknown, elsewhere.FindFailure()?.Kind);
    }

    [Fact]
    public async Task Once_something_may_leave_others_can_be_asked_although_egress_was_started_before()
    {
        await using var server = ScriptedProvider.Saying(Answers.OpenAi("near"));
        await using var sandbox = new EgressSandbox(new NamedEndpoints("", server.Address, ""));
        await sandbox.AskAsync();
        var first = sandbox.Link.ProcessId;

        await sandbox.AllowAsync();
        await sandbox.AskAsync();
        var second = sandbox.Link.ProcessId;
        var far = await sandbox.AskAsync(provider: "openai");

        Assert.Equal(first, second);
        Assert.Equal(EgressFailureKind.KeyMissing, far.FindFailure()?.Kind);
        Assert.NotEqual(first, sandbox.Link.ProcessId);
    }

    /// <summary>What is missing, torn, from the future or not to be understood is a reason to stay local, and the reason is said.</summary>
    [Theory]
    [InlineData(null, null, WorkspaceTrust.Trusted, "You have not allowed anything to leave this machine.")]
    [InlineData("", null, WorkspaceTrust.Trusted, "Your settings file cannot be used: it is not valid JSON at line 1. Until it can, nothing leaves.")]
    [InlineData("""{"version": 1, "localOnly": fal""", null, WorkspaceTrust.Trusted, "Your settings file cannot be used: it is not valid JSON at line 1. Until it can, nothing leaves.")]
    [InlineData("""{"version": 2, "localOnly": false}""", null, WorkspaceTrust.Trusted, "Your settings file cannot be used: it was written for a later version of CodeAssist. Until it can, nothing leaves.")]
    [InlineData("""{"localOnly": false}""", null, WorkspaceTrust.Trusted, "Your settings file cannot be used: it has no version. Until it can, nothing leaves.")]
    [InlineData("""{"version": 1, "localOnly": false}""", """{"version": 1, "loc""", WorkspaceTrust.Trusted, "The policy file of shop cannot be used: it is not valid JSON at line 1.")]
    [InlineData("""{"version": 1, "localOnly": false}""", """{"version": 1, "localOnly": true}""", WorkspaceTrust.Trusted, "The policy file of shop keeps its code on this machine.")]
    [InlineData("""{"version": 1, "localOnly": false}""", null, WorkspaceTrust.Untrusted, "shop is not trusted.")]
    [InlineData("""{"version": 1, "localOnly": false}""", null, WorkspaceTrust.Unknown, "The editor has not said that shop is trusted.")]
    public async Task Case_35_in_doubt_egress_is_not_started(string? user, string? repository, WorkspaceTrust trust, string reason)
    {
        await using var sandbox = new EgressSandbox(NamedEndpoints.None) { Trust = trust };
        await sandbox.BeginListAsync();
        if (user is not null)
        {
            await File.WriteAllTextAsync(sandbox.UserPolicy, user, Cancellation);
        }

        if (repository is not null)
        {
            await File.WriteAllTextAsync(sandbox.RepositoryPolicy, repository, Cancellation);
        }

        var failure = (await sandbox.AskAsync(provider: "openai")).FindFailure();

        Assert.Equal(EgressFailureKind.LocalOnly, failure?.Kind);
        Assert.Equal($"Nothing may leave this machine. {reason}", failure?.Message);
        Assert.Null(sandbox.Link.ProcessId);
    }

    [Fact]
    public async Task Case_33_local_only_in_mid_stream_closes_the_connection_marks_the_part_and_drops_what_waits()
    {
        var closed = new TaskCompletionSource();
        await using var server = ScriptedProvider.Start(async exchange =>
        {
            await exchange.BeginStreamAsync();
            await exchange.SendChunkAsync(Answers.OpenAiPiece("Be"));
            try
            {
                await exchange.UntilClosedAsync();
            }
            finally
            {
                closed.TrySetResult();
            }
        });
        await using var sandbox = new EgressSandbox(new NamedEndpoints("", server.Address, ""));
        await sandbox.AllowAsync();

        // Four are answered at a time; five more wait for their turn.
        var calls = Enumerable.Range(0, 9).Select(_ => sandbox.AskAsync()).ToList();
        await Eventually.TrueAsync(() => server.Requests.Count == 4);
        var process = ProcessIdentity.Of(sandbox.Link.ProcessId!.Value)!;
        await sandbox.SwitchLocalOnlyOnAsync();

        var responses = await Task.WhenAll(calls);
        await closed.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        await Eventually.TrueAsync(() => !process.IsRunning);
        Assert.Equal(4, server.Connections);
        Assert.All(responses, response =>
        {
            Assert.Equal(EgressFailureKind.LocalOnly, response.FindFailure()?.Kind);
            Assert.Equal(
                "Local-only was switched on, so the connection was closed. Your settings keep everything on this machine.", response.FindFailure()?.Message);
            Assert.Equal(response.Text.Length > 0, response.IsPartial());
        });
        var entries = await sandbox.ReadLedgerAsync();
        Assert.Equal(4, entries.Count);
        Assert.All(entries, entry => Assert.Equal(new LedgerOutcome(LedgerOutcomeKind.Cancelled, "LocalOnly"), entry.Outcome));
    }

    [Fact]
    public async Task A_part_that_has_come_is_kept_and_marked()
    {
        await using var server = ScriptedProvider.Start(async exchange =>
        {
            await exchange.BeginStreamAsync();
            await exchange.SendChunkAsync(Answers.OpenAiPiece("Be"));
            await exchange.UntilClosedAsync();
        });
        await using var sandbox = new EgressSandbox(new NamedEndpoints("", server.Address, ""));
        await sandbox.AllowAsync();
        var updates = new List<ChatResponseUpdate>();

        await foreach (var update in sandbox.Client().GetStreamingResponseAsync([EgressSandbox.Question()], cancellationToken: Cancellation))
        {
            updates.Add(update);
            if (updates.Count == 1)
            {
                await sandbox.SwitchLocalOnlyOnAsync();
            }
        }

        var response = updates.ToChatResponse();
        Assert.Equal("Be", response.Text);
        Assert.True(response.IsPartial());
        Assert.Equal(EgressFailureKind.LocalOnly, response.FindFailure()?.Kind);
    }

    [Fact]
    public async Task A_repositorys_file_that_appears_while_egress_runs_ends_it_without_anybody_asking()
    {
        await using var sandbox = new EgressSandbox(NamedEndpoints.None);
        await sandbox.AllowAsync();
        await sandbox.Link.ReadProvidersAsync(Cancellation);
        var process = ProcessIdentity.Of(sandbox.Link.ProcessId!.Value)!;

        await File.WriteAllTextAsync(sandbox.RepositoryPolicy, """{"version": 1, "localOnly": true}""", Cancellation);

        await Eventually.TrueAsync(() => !process.IsRunning);
        var failure = (await sandbox.AskAsync(provider: "openai")).FindFailure();
        Assert.Equal(EgressFailureKind.LocalOnly, failure?.Kind);
        Assert.EndsWith("The policy file of shop keeps its code on this machine.", failure?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_local_only_is_taken_back_the_next_question_starts_it_anew()
    {
        await using var server = ScriptedProvider.Saying(Answers.OpenAi("again"));
        await using var sandbox = new EgressSandbox(new NamedEndpoints("", server.Address, ""));
        await sandbox.AllowAsync();
        await sandbox.AskAsync();
        var first = sandbox.Link.ProcessId;
        await sandbox.SwitchLocalOnlyOnAsync();
        await sandbox.AllowAsync();

        var response = await sandbox.AskAsync();

        Assert.Equal("again", response.Text);
        Assert.NotEqual(first, sandbox.Link.ProcessId);
        Assert.Equal([.. CatalogueFiles.Shipped.Providers.Select(provider => provider.Id), "loopback"], (await sandbox.Link.ReadProvidersAsync(Cancellation)).Providers.Select(provider => provider.Id), StringComparer.Ordinal);
    }

    [Fact]
    public async Task Egress_ends_with_its_client_and_with_its_broker()
    {
        await using var sandbox = new EgressSandbox(NamedEndpoints.None);
        await sandbox.AllowAsync();
        await sandbox.Link.ReadProvidersAsync(Cancellation);
        var first = ProcessIdentity.Of(sandbox.Link.ProcessId!.Value)!;
        await sandbox.Link.DisposeAsync();
        await Eventually.TrueAsync(() => !first.IsRunning);

        await using var second = sandbox.OpenLink();
        await second.ReadProvidersAsync(Cancellation);
        var other = ProcessIdentity.Of(second.ProcessId!.Value)!;
        using (var broker = System.Diagnostics.Process.GetProcessById(sandbox.BrokerId))
        {
            broker.Kill();
        }

        await Eventually.TrueAsync(() => !other.IsRunning);
    }

    [Fact]
    public async Task A_key_that_was_handed_over_goes_to_its_provider_and_into_no_log()
    {
        const string key = "sk-canary-4711";
        await using var server = ScriptedProvider.Saying(Answers.Json(401, $$"""{"error":{"message":"{{key}} is wrong"} }"""));
        await using var sandbox = new EgressSandbox(new NamedEndpoints("", server.Address, ""));
        Assert.Null(await sandbox.Link.SetKeyAsync(ProviderTable.LoopbackId, key, Cancellation));

        var failure = (await sandbox.AskAsync()).FindFailure();
        var refusal = await sandbox.Link.SetKeyAsync(ProviderTable.LoopbackId, "two words", Cancellation);

        Assert.Equal($"Bearer {key}", Assert.Single(server.Requests).Headers["authorization"]);
        Assert.Equal(EgressFailureKind.KeyRefused, failure?.Kind);
        Assert.DoesNotContain(key, failure?.Message, StringComparison.Ordinal);
        Assert.Equal(EgressFailureKind.InvalidRequest, refusal?.Kind);
        await Eventually.TrueAsync(() => sandbox.Logger.Entries.Any(entry => entry.Message.Contains("A call of loopback ended", StringComparison.Ordinal)));
        Assert.All(sandbox.Logger.Entries, entry => Assert.DoesNotContain(key, entry.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whoever_stops_reading_stops_the_request()
    {
        var closed = new TaskCompletionSource();
        await using var server = ScriptedProvider.Start(async exchange =>
        {
            await exchange.BeginStreamAsync();
            await exchange.SendChunkAsync(Answers.OpenAiPiece("Be"));
            try
            {
                await exchange.UntilClosedAsync();
            }
            finally
            {
                closed.TrySetResult();
            }
        });
        await using var sandbox = new EgressSandbox(new NamedEndpoints("", server.Address, ""));

        await foreach (var _ in sandbox.Client().GetStreamingResponseAsync([EgressSandbox.Question()], cancellationToken: Cancellation))
        {
            break;
        }

        await closed.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
    }

    [Fact]
    public async Task What_is_not_text_is_refused_before_anything_starts()
    {
        await using var sandbox = new EgressSandbox(NamedEndpoints.None);

        var response = await sandbox.Client().GetResponseAsync(
            [new ChatMessage(ChatRole.User, [new UriContent("https://sink.example/x.png", "image/png")])],
            cancellationToken: Cancellation);

        Assert.Equal(EgressFailureKind.InvalidRequest, response.FindFailure()?.Kind);
        Assert.Null(sandbox.Link.ProcessId);
    }

    [Theory]
    [InlineData(RepositoryStanding.LocalOnly, "LocalOnlyOrigin", "Part of this request comes from a repository that stays on this machine.")]
    [InlineData(RepositoryStanding.Unknown, "UnknownOrigin", "Part of this request comes from a repository for which nothing has been allowed.")]
    public async Task Case_34_one_text_of_a_repository_that_stays_here_refuses_the_whole_question(RepositoryStanding standing, string code, string sentence)
    {
        await using var sandbox = new EgressSandbox(NamedEndpoints.None) { Standing = standing };
        await sandbox.AllowAsync();

        var response = await sandbox.AskAsync(EgressSandbox.Question("class Shop;", new PartOrigin.File("repository-7", "src/Shop.cs", IsIgnored: false)), "openai");

        Assert.Equal(EgressFailureKind.ContentRefused, response.FindFailure()?.Kind);
        Assert.Equal(sentence, response.FindFailure()?.Message);
        Assert.Null(sandbox.Link.ProcessId);
        var entry = Assert.Single(await sandbox.ReadLedgerAsync());
        Assert.Equal(new LedgerOutcome(LedgerOutcomeKind.Refused, code), entry.Outcome);
        Assert.Equal("repository-7", entry.Attempt?.Repository);
    }

    [Fact]
    public async Task A_model_server_on_this_machine_is_shown_what_stays_here_but_not_what_is_never_sent()
    {
        await using var server = ScriptedProvider.Saying(Answers.OpenAi("x"));
        await using var sandbox = new EgressSandbox(new NamedEndpoints("", server.Address, "")) { Standing = RepositoryStanding.LocalOnly };
        var question = new ChatMessage(ChatRole.User, [
            SourcedText.Of("class Shop;", new PartOrigin.File("repository-7", "src/Shop.cs", IsIgnored: false)),
            SourcedText.Of("PASSWORD=canary", new PartOrigin.File("repository-7", ".env", IsIgnored: false)),
        ]);

        Assert.Null((await sandbox.AskAsync(question)).FindFailure());

        var sent = Assert.Single(server.Requests).Body;
        Assert.Contains("class Shop;", sent, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", sent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_that_nobody_says_the_source_of_is_not_sent()
    {
        await using var server = ScriptedProvider.Sink();
        await using var sandbox = new EgressSandbox(new NamedEndpoints("", server.Address, ""));

        var response = await sandbox.AskAsync(new ChatMessage(ChatRole.User, "class Shop;"));

        Assert.Equal("Part of this request comes from outside the open workspaces.", response.FindFailure()?.Message);
        Assert.Equal(0, server.Connections);
    }

    [Fact]
    public async Task What_the_budget_has_is_settled_at_what_was_counted_and_what_it_has_not_is_not_sent()
    {
        await using var server = ScriptedProvider.Saying(Answers.OpenAi("x"));
        await using var sandbox = new EgressSandbox(new NamedEndpoints("", server.Address, ""));
        var price = new TokenPrice(InputDollars: 1000, CachedInputDollars: null, OutputDollars: 1000);
        sandbox.Spend = new SpendRequest("task", "loopback/m-1", price, new CostEstimate(0.03m, 0.03m), new Budgets(0.05m, 1, 1));

        var answer = await sandbox.AskAsync();
        sandbox.Spend = sandbox.Spend with { Cost = new CostEstimate(0.06m, 0.06m) };
        var failure = (await sandbox.AskAsync()).FindFailure();

        Assert.Equal(EgressFailureKind.OverBudget, failure?.Kind);
        Assert.StartsWith("This may cost up to $0.06; of the budget for this task $0.0", failure?.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
        var entries = await sandbox.ReadLedgerAsync();
        Assert.Equal(answer.Usage!.TotalTokenCount / 1000m, entries[0].Outcome?.Charge?.Dollars);
        Assert.Equal(new LedgerOutcome(LedgerOutcomeKind.Refused, LedgerOutcome.OverBudget), entries[1].Outcome);
    }

    [Fact]
    public async Task What_cannot_be_recorded_is_not_sent()
    {
        await using var server = ScriptedProvider.Sink();
        await using var sandbox = new EgressSandbox(new NamedEndpoints("", server.Address, ""));
        await File.WriteAllTextAsync(Path.Combine(sandbox.Folder, "ledger"), "in the way", Cancellation);

        var failure = (await sandbox.AskAsync()).FindFailure();

        Assert.Equal(EgressFailureKind.NotRecorded, failure?.Kind);
        Assert.Contains("cannot be written", failure?.Message, StringComparison.Ordinal);
        Assert.Equal(0, server.Connections);
    }
}
