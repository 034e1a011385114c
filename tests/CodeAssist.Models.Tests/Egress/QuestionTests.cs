using System.Text.Json;
using CodeAssist.Core.Privacy.Gate;
using CodeAssist.Core.Privacy.Secrets;
using CodeAssist.Egress.Protocol;
using CodeAssist.Models.Egress;
using Microsoft.Extensions.AI;

namespace CodeAssist.Models.Tests.Egress;

/// <summary>What of a question is judged before it goes over the pipe, and how it is written there.</summary>
public sealed class QuestionTests
{
    private static readonly PayloadGate _gate = new(_ => RepositoryStanding.MayLeave, SecretScanner.Default);
    private static readonly PartOrigin _user = new PartOrigin.User();
    private static readonly PartOrigin _product = new PartOrigin.Product();

    private static readonly JsonElement _schema = Json("""{"type":"object","properties":{"path":{"type":"string"}}}""");

    [Fact]
    public void Text_calls_results_tools_and_a_schema_are_written_in_order()
    {
        ChatMessage[] messages =
        [
            new(ChatRole.System, [SourcedText.Of("Be brief.", _product)]),
            new(ChatRole.User, [SourcedText.Of("What is ", _user), SourcedText.Of("in a.cs?", _user)]),
            new(ChatRole.Assistant, [SourcedText.Of("I look.", _product), SourcedText.Mark(Call("""{"path":"a.cs","lines":[1,2]}"""), _product)]),
            new(ChatRole.Tool, [SourcedText.Mark(new FunctionResultContent("call_1", "class A;"), _user)]),
        ];
        var options = new ChatOptions
        {
            Tools = [new SourcedTool("read_file", "Reads a file.", _schema, _product)],
            Reasoning = new ReasoningOptions { Effort = ReasoningEffort.High },
            MaxOutputTokens = 64,
        };
        options.AnswerWith("review", _schema, _product);

        var written = Write(messages, options)!;

        Assert.Equal(
            [
                new ChatTurn(ChatSpeaker.System, "Be brief."),
                new ChatTurn(ChatSpeaker.User, "What is in a.cs?"),
            ],
            written.Turns.Take(2));
        Assert.Equal(new ToolCall("call_1", "read_file", """{"path":"a.cs","lines":[1,2]}"""), Assert.Single(written.Turns[2].Calls!));
        Assert.Equal(("I look.", ChatSpeaker.Assistant), (written.Turns[2].Text, written.Turns[2].Speaker));
        Assert.Equal(new ToolResult("call_1", "class A;"), Assert.Single(written.Turns[3].Results!));
        Assert.Equal(new ToolDeclaration("read_file", "Reads a file.", _schema.GetRawText()), Assert.Single(written.Tools!));
        Assert.Equal(new AnswerSchema("review", _schema.GetRawText()), written.Schema);
        Assert.Equal((ChatEffort.High, 64), (written.Effort, written.MaxOutputTokens));
    }

    public static TheoryData<string> Unsourced => ["text", "call", "result", "tool", "schema"];

    /// <summary>The gate takes what has no source for something from outside.</summary>
    [Theory]
    [MemberData(nameof(Unsourced))]
    public void What_has_no_source_is_refused_whatever_it_is(string what)
    {
        var options = new ChatOptions
        {
            Tools = [what is "tool" ? AIFunctionFactory.CreateDeclaration("t", "T", _schema, returnJsonSchema: null) : new SourcedTool("t", "T", _schema, _product)],
        };
        options.AnswerWith("a", _schema, what is "schema" ? [] : [_product]);
        ChatMessage[] messages =
        [
            new(ChatRole.User, [SourcedText.Of("x", what is "text" ? [] : [_user])]),
            new(ChatRole.Assistant, [SourcedText.Mark(Call("{}"), what is "call" ? [] : [_product])]),
            new(ChatRole.Tool, [SourcedText.Mark(new FunctionResultContent("call_1", "r"), what is "result" ? [] : [_user])]),
        ];

        var (question, _) = Question.Read(messages, options);

        Assert.Equal(GateRefusalCode.OutsideWorkspace, Assert.IsType<Admission.Refused>(_gate.Admit(question!.Parts)).Refusal.Code);
    }

    [Fact]
    public void A_result_from_a_file_that_is_never_sent_is_replaced_by_a_note_and_a_call_about_one_refuses_the_question()
    {
        var secret = new PartOrigin.File("r", ".env", IsIgnored: false);
        var result = Write([new(ChatRole.Tool, [SourcedText.Mark(new FunctionResultContent("call_1", "A=1"), secret)])], options: null);
        var call = Write([new(ChatRole.Assistant, [SourcedText.Mark(Call("""{"text":"A=1"}"""), secret)])], options: null);

        Assert.DoesNotContain("A=1", result!.Turns[0].Results![0].Text, StringComparison.Ordinal);
        Assert.Null(call);
    }

    /// <summary>Its provider would not know it again.</summary>
    [Fact]
    public void A_thought_is_carried_as_it_was_or_the_question_is_not()
    {
        var whole = Write([new(ChatRole.Assistant, [SourcedText.Mark(Thoughts.Of("Hm.", "seal", isHidden: false), _product), SourcedText.Mark(Call("{}"), _product)])], options: null);
        var hidden = Write([new(ChatRole.Assistant, [SourcedText.Mark(Thoughts.Of("", "all of it", isHidden: true), _product)])], options: null);
        var cleaned = Write([new(ChatRole.Assistant, [SourcedText.Mark(Thoughts.Of("H\u200bm.", "seal", isHidden: false), _product)])], options: null);
        var withheld = Write([new(ChatRole.Assistant, [SourcedText.Mark(Thoughts.Of("A=1", "seal", isHidden: false), new PartOrigin.File("r", ".env", IsIgnored: false))])], options: null);

        Assert.Equal(new ChatThought("Hm.", "seal", IsHidden: false), Assert.Single(whole!.Turns[0].Thoughts!));
        Assert.Equal(new ChatThought("", "all of it", IsHidden: true), Assert.Single(hidden!.Turns[0].Thoughts!));
        Assert.Null(cleaned);
        Assert.Null(withheld);
    }

    public static TheoryData<string> Uncarried => ["image", "result of a user", "stop", "required", "json", "object"];

    [Theory]
    [MemberData(nameof(Uncarried))]
    public void What_is_not_carried_is_refused_and_not_lost(string what)
    {
        AIContent content = what switch
        {
            "image" => new DataContent("data:image/png;base64,AA=="),
            "result of a user" => new FunctionResultContent("call_1", "r"),
            _ => SourcedText.Of("x", _user),
        };
        var options = new ChatOptions
        {
            StopSequences = what is "stop" ? ["x"] : null,
            ToolMode = what is "required" ? ChatToolMode.RequireAny : null,
            ResponseFormat = what is "json" ? ChatResponseFormat.Json : null,
        };
        ChatMessage[] messages = what is "object" ? [new(ChatRole.Tool, [new FunctionResultContent("call_1", new object())])] : [new(ChatRole.User, [content])];

        Assert.Equal(EgressFailureKind.InvalidRequest, Question.Read(messages, options).Failure?.Kind);
    }

    private static ChatParams? Write(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        var question = Question.Read(messages, options).Question!;
        return question.TryWrite("1", "openai", "m-1", Assert.IsType<Admission.Admitted>(_gate.Admit(question.Parts)));
    }

    private static FunctionCallContent Call(string arguments) => new("call_1", "read_file", ToolArguments.Read(arguments));

    private static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
