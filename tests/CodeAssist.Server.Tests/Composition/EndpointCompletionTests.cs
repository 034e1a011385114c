using System.Text.Json;
using CodeAssist.Core.Completion.Prompting;
using CodeAssist.Core.Completion.Remote;
using CodeAssist.Core.Models;
using CodeAssist.Core.Privacy.Gate;
using CodeAssist.Core.Privacy.Secrets;
using CodeAssist.Core.Providers;
using CodeAssist.Core.Spending;
using CodeAssist.Models.Egress;
using CodeAssist.Server.Tests.Support;
using CodeAssist.TestSupport;

namespace CodeAssist.Server.Tests.Composition;

/// <summary>A model server in the place of the host's model: broker, egress and client as they are, and a scripted server at the end of the way.</summary>
public sealed class EndpointCompletionTests
{
    private static readonly GenerationLimits _line = new(MaxTokens: 40, StopTexts: ["\n"], TimeSpan.FromSeconds(60));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task In_local_only_a_server_on_this_machine_completes_in_its_family_s_own_markers()
    {
        await using var server = ScriptedProvider.Saying(Completion("fir", "st;", "\nsecond;"));
        await using var sandbox = new EgressSandbox(new NamedEndpoints("", server.Address, ""));
        await using var model = Model(sandbox, "qwen2.5-coder-7b", FimMarkers.Of("qwen2.5-coder-7b"));
        var told = "";

        var ready = await model.GetReadyAsync(TimeSpan.FromSeconds(30), Cancellation);
        var reply = await model.GenerateAsync(Prompt(), _line, piece => told += piece, Cancellation);

        Assert.Equal("qwen2.5-coder-7b", Assert.IsType<ModelAvailability.Ready>(ready).Model.Name);
        Assert.Equal("first;", Assert.IsType<ModelReply.Answered>(reply).Text);
        Assert.Equal("first;", told);
        var request = Assert.Single(server.Requests);
        using var body = JsonDocument.Parse(request.Body);
        Assert.StartsWith("POST /v1/completions ", request.Line, StringComparison.Ordinal);
        Assert.Equal("<|fim_prefix|>var a = <|fim_suffix|>\n}<|fim_middle|>", body.RootElement.GetProperty("prompt").GetString());
        Assert.False(body.RootElement.TryGetProperty("suffix", out _));
        Assert.Equal("\n <|file_sep|>", string.Join(' ', body.RootElement.GetProperty("stop").EnumerateArray().Select(stop => stop.GetString())));
        var entry = Assert.Single(await sandbox.ReadLedgerAsync());
        Assert.Equal("completion", entry.Attempt?.Actor);
    }

    [Fact]
    public async Task A_server_that_writes_the_prompt_itself_is_given_prompt_and_suffix_and_may_answer_at_once()
    {
        await using var server = ScriptedProvider.Saying(Answers.Json(200, """{"model":"m","choices":[{"text":"first;","finish_reason":"length"}],"usage":{"prompt_tokens":9,"completion_tokens":3} }"""));
        await using var sandbox = new EgressSandbox(new NamedEndpoints("", server.Address, ""));
        await using var model = Model(sandbox, "qwen2.5-coder:7b", family: null);

        var answered = Assert.IsType<ModelReply.Answered>(await model.GenerateAsync(Prompt(), _line, onText: null, Cancellation));

        using var body = JsonDocument.Parse(Assert.Single(server.Requests).Body);
        Assert.Equal(("var a = ", "\n}"), (body.RootElement.GetProperty("prompt").GetString(), body.RootElement.GetProperty("suffix").GetString()));
        Assert.Equal(("first;", 9, 3), (answered.Text, answered.Usage.PromptTokens, answered.Usage.GeneratedTokens));
    }

    [Fact]
    public async Task A_server_without_completions_is_said_and_left_alone_for_a_while()
    {
        await using var server = ScriptedProvider.Saying(Answers.Json(404, """{"error":{"message":"Not Found"} }"""));
        await using var sandbox = new EgressSandbox(new NamedEndpoints("", server.Address, ""));
        await using var model = Model(sandbox, "m", family: null);

        var failed = Assert.IsType<ModelReply.Failed>(await model.GenerateAsync(Prompt(), _line, onText: null, Cancellation));
        var after = await model.GetReadyAsync(TimeSpan.Zero, Cancellation);

        Assert.Contains("has no /v1/completions, or no model 'm'.", failed.Failure.Message, StringComparison.Ordinal);
        Assert.Contains("completion.endpoint", failed.Failure.NextStep, StringComparison.Ordinal);
        Assert.Equal(failed.Failure, Assert.IsType<ModelAvailability.Unavailable>(after).Failure);
    }

    [Fact]
    public async Task A_server_that_falls_silent_is_left_at_the_deadline_and_the_connection_with_it()
    {
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = ScriptedProvider.Start(async exchange =>
        {
            await exchange.BeginStreamAsync();
            await exchange.SendChunkAsync(Piece("fir"));
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
        var time = new ManualTime();
        await using var model = Model(sandbox, "m", family: null, time: time);

        var failed = Assert.IsType<ModelReply.Failed>(await model.GenerateAsync(Prompt(), _line, _ => time.Advance(_line.Timeout), Cancellation));

        Assert.Equal(ModelFailureKind.TimedOut, failed.Failure.Kind);
        await closed.Task.WaitAsync(TimeSpan.FromSeconds(60), Cancellation);
    }

    [Fact]
    public async Task In_local_only_the_private_endpoint_is_not_asked_and_nobody_takes_its_place()
    {
        await using var sandbox = new EgressSandbox(new NamedEndpoints("https://models.example/v1", "127.0.0.1:9", ""));
        await using var model = Model(sandbox, "m", family: null, ProviderTable.PrivateId);

        var ready = Assert.IsType<ModelAvailability.Unavailable>(await model.GetReadyAsync(TimeSpan.FromSeconds(30), Cancellation));
        var reply = await model.GenerateAsync(Prompt(), _line, onText: null, Cancellation);

        Assert.Contains("may not be asked for completions", ready.Failure.Message, StringComparison.Ordinal);
        Assert.IsType<ModelReply.Failed>(reply);
        Assert.Empty(await sandbox.ReadLedgerAsync());
    }

    [Fact]
    public async Task A_file_that_is_never_sent_is_not_sent_here_either()
    {
        await using var server = ScriptedProvider.Sink();
        await using var sandbox = new EgressSandbox(new NamedEndpoints("", server.Address, ""));
        await using var model = Model(sandbox, "m", family: null, origin: new PartOrigin.File("/shop", "keys/.env", IsIgnored: false));

        var failed = Assert.IsType<ModelReply.Failed>(await model.GenerateAsync(Prompt(), _line, onText: null, Cancellation));

        Assert.Equal(ModelFailureKind.Refused, failed.Failure.Kind);
        Assert.Equal(0, server.Connections);
    }

    private static string Completion(params string[] pieces) => Answers.Stream(
        string.Concat(pieces.Select(Piece)) + """data: {"choices":[{"index":0,"text":"","finish_reason":"stop"}]}""" + "\n\ndata: [DONE]\n\n");

    private static string Piece(string text) => $$"""data: {"id":"cmpl-1","object":"text_completion","model":"m","choices":[{"index":0,"text":{{JsonSerializer.Serialize(text)}},"finish_reason":null}]}""" + "\n\n";

    private static FimPrompt Prompt() => new(
        "a.cs",
        [
            new PromptPart.Special(PromptToken.FimPrefix), new PromptPart.Prefix("var a = "),
            new PromptPart.Special(PromptToken.FimSuffix), new PromptPart.Suffix("\n}"),
            new PromptPart.Special(PromptToken.FimMiddle),
        ],
        PromptIndentation.Unchanged);

    private static EndpointCompletionModel Model(
        EgressSandbox sandbox, string model, FimMarkers? family, string provider = ProviderTable.LoopbackId, PartOrigin? origin = null, TimeProvider? time = null) => new(
        sandbox.Link,
        new PayloadGate(_ => RepositoryStanding.MayLeave, SecretScanner.Default),
        new EndpointModelOptions(provider, model, provider, family, ContextTokens: 8192, TokenPrice.Free, Budgets.None),
        (_, _) => Task.FromResult<IReadOnlyList<PartOrigin>>([origin ?? new PartOrigin.User()]),
        time ?? TimeProvider.System);
}
