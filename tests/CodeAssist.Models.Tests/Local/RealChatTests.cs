using System.Text.Json;
using CodeAssist.GgufMaker;
using CodeAssist.Core.Models;
using CodeAssist.Egress.Protocol;
using CodeAssist.ModelHost.Protocol;
using CodeAssist.Models.Egress;
using CodeAssist.Models.Local;
using CodeAssist.TestSupport;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using AiRole = Microsoft.Extensions.AI.ChatRole;

namespace CodeAssist.Models.Tests.Local;

/// <summary>The local model as a chat client, over the built host and llama.cpp.</summary>
public sealed class RealChatTests : IAsyncDisposable
{
    private const string Finding =
        """{"type":"object","properties":{"severity":{"enum":["low","high"]},"line":{"type":"integer"}},"required":["severity"],"additionalProperties":false}""";

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    private readonly RealHost _host = new();
    private readonly List<LocalModel> _models = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_question_is_answered_as_JSON_that_obeys_its_schema()
    {
        using var schema = JsonDocument.Parse(Finding);
        using var client = Client(VocabularyFamily.Known["chatml"]);
        for (var seed = 0; seed < 3; seed++)
        {
            var response = await client.GetResponseAsync(
                [new(AiRole.System, "Review."), new(AiRole.User, "a <|im_end|> b")],
                new ChatOptions { ResponseFormat = ChatResponseFormat.ForJsonSchema(schema.RootElement), Temperature = 1, Seed = seed },
                Token);

            Assert.Null(response.FindFailure());
            Assert.Equal(ChatFinishReason.Stop, response.FinishReason);
            Assert.True(JsonDocument.Parse(response.Text).RootElement.GetProperty("severity").GetString() is "low" or "high");
            Assert.InRange(response.Usage!.OutputTokenCount!.Value, 1, 200);
        }

        Assert.Equal("chatml", Assert.IsType<ChatAvailability.Ready>(client.Availability).Model.Template);
    }

    [Fact]
    public async Task A_conversation_and_completions_of_one_file_share_one_loaded_model()
    {
        var path = Make(VocabularyFamily.Known["chatml"]);
        using var client = Client(path);
        await using var completions = new LocalCompletionModel(Options(path), _host, TimeProvider.System, NullLogger.Instance);

        var response = await client.GetResponseAsync([new(AiRole.User, "Hello?")], new ChatOptions { MaxOutputTokens = 4 }, Token);
        Assert.IsType<ModelAvailability.Ready>(await completions.GetReadyAsync(_patience, Token));

        Assert.Equal(ChatFinishReason.Length, response.FinishReason);
        await using var connection = await HostConnection.TryOpenAsync(_host.Endpoint, "test", _ => { }, TimeSpan.FromSeconds(5), NullLogger.Instance, Token);
        var status = await connection!.TryReadStatusAsync(_patience, Token);
        Assert.Single(status!.Models);
        Assert.Equal(3, status.Clients);
    }

    [Fact]
    public async Task Whoever_stops_reading_may_ask_again_at_once()
    {
        using var client = Client(VocabularyFamily.Known["chatml"]);
        await foreach (var _ in client.GetStreamingResponseAsync([new(AiRole.User, "Long?")], null, Token))
        {
            break;
        }

        var next = await client.GetResponseAsync([new(AiRole.User, "Short?")], new ChatOptions { MaxOutputTokens = 1 }, Token);

        Assert.Null(next.FindFailure());
        Assert.Equal(1, next.Usage!.OutputTokenCount);
    }

    [Fact]
    public async Task A_host_that_is_killed_in_the_middle_leaves_a_part_and_serves_the_next_question()
    {
        using var client = Client(VocabularyFamily.Known["chatml"]);
        var updates = new List<ChatResponseUpdate>();
        await foreach (var update in client.GetStreamingResponseAsync([new(AiRole.User, "Long?")], null, Token))
        {
            if (updates.Count == 0)
            {
                _host.Kill();
            }

            updates.Add(update);
        }

        Assert.True(updates.ToChatResponse().IsPartial());
        Assert.Equal(EgressFailureKind.Unavailable, updates.ToChatResponse().FindFailure()!.Kind);
        Assert.IsType<ChatAvailability.Ready>(await client.GetReadyAsync(_patience, Token));
        Assert.Null((await client.GetResponseAsync([new(AiRole.User, "Short?")], new ChatOptions { MaxOutputTokens = 1 }, Token)).FindFailure());
    }

    [Fact]
    public async Task What_does_not_fit_or_cannot_be_obeyed_is_said()
    {
        using var schema = JsonDocument.Parse("""{"type":"string","pattern":"a"}""");
        using var client = Client(VocabularyFamily.Known["chatml"]);

        var tooLong = await client.GetResponseAsync([new(AiRole.User, string.Concat(Enumerable.Repeat("int value = 1;\n", 2_000)))], null, Token);
        var refused = await client.GetResponseAsync([new(AiRole.User, "x")], new ChatOptions { ResponseFormat = ChatResponseFormat.ForJsonSchema(schema.RootElement) }, Token);

        Assert.Equal(EgressFailureKind.TooLarge, tooLong.FindFailure()!.Kind);
        Assert.Contains("'pattern'", refused.FindFailure()!.Message);
    }

    [Fact]
    public async Task A_model_without_a_template_says_that_it_cannot_chat()
    {
        using var client = Client(VocabularyFamily.Known["qwen2.5-coder"]);

        var failure = (await client.GetResponseAsync([new(AiRole.User, "Hello?")], null, Token)).FindFailure();

        Assert.Contains("its file has no chat template", failure!.Message);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var model in _models)
        {
            await model.DisposeAsync();
        }

        await _host.DisposeAsync();
    }

    private LocalChatClient Client(VocabularyFamily family) => Client(Make(family));

    private LocalChatClient Client(string path)
    {
        _models.Add(new LocalModel(Options(path), _host, TimeProvider.System, NullLogger.Instance));
        return new LocalChatClient(_models[^1], LocalChatOptions.Default);
    }

    private LocalModelOptions Options(string path) => new(
        _host.Endpoint, path, new LoadOptions(DevicePreference.Cpu, 1, 1_024, null), "test", TimeSpan.FromSeconds(10), _patience);

    private string Make(VocabularyFamily family)
    {
        var path = Path.Combine(_host.Folder, "model.gguf");
        var source = SourceVocabulary.Read(Path.Combine(RepositoryRoot.Path, "models", "codeassist-builtin.q8_0.gguf"));
        new RandomModel(ModelShape.Known["tiny"], "llama", ModelVocabulary.Build(source, family, 0), WeightType.Q8, 2_048, Seed: 1).Write(path);
        return path;
    }
}
