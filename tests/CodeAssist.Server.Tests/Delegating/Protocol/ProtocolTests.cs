using System.Text.Json;
using CodeAssist.Core.Agent;
using CodeAssist.Core.Agent.Actions;
using CodeAssist.Core.Agent.Models;
using CodeAssist.Core.Privacy.Gate;
using CodeAssist.Models.Egress;
using CodeAssist.Server.Delegating.Protocol;
using CodeAssist.TestSupport;
using Microsoft.Extensions.AI;

namespace CodeAssist.Server.Tests.Delegating.Protocol;

/// <summary>How conversations with tools are written for models, and read back.</summary>
public sealed class ProtocolTests
{
    private const ToolOffer Usual = ToolOffer.Acting | ToolOffer.Asking;

    private static readonly PartOrigin[] _own = [new PartOrigin.Product()];

    private static readonly AgentMessage[] _conversation =
    [
        new AgentMessage.Order([new PayloadPart("Work.\n", _own)]),
        new AgentMessage.Told([new PayloadPart("The goal: add.\n", [new PartOrigin.User()])]),
        new AgentMessage.Said("Look first.", [new AgentCall("1", "read_file", """{"tool":"read_file","path":"a.py"}""")], _own),
        new AgentMessage.Answered([new CallAnswer("1", [new PayloadPart("return a - b", [new PartOrigin.File("/r", "a.py", IsIgnored: false)])])]),
        new AgentMessage.Told([new PayloadPart("Go on.\n", _own)]),
    ];

    [Fact]
    public void Speakers_take_turns_where_a_model_has_no_tools()
    {
        var messages = new FormProtocol(holdsSchemas: true, isBounded: true).Write(_conversation, Usual);

        Assert.Equal([ChatRole.System, ChatRole.User, ChatRole.Assistant, ChatRole.User], messages.Select(message => message.Role));
        Assert.Equal("""{"thought": "Look first.", "call": {"tool":"read_file","path":"a.py"}}""", messages[2].Text);
        Assert.Contains("What came of read_file:\nreturn a - bGo on.", messages[3].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_with_tools_gets_its_calls_and_their_results_back()
    {
        var messages = new NativeProtocol("closed/big").Write(_conversation, Usual);

        Assert.Equal([ChatRole.System, ChatRole.User, ChatRole.Assistant, ChatRole.Tool, ChatRole.User], messages.Select(message => message.Role));
        Assert.Equal("1", Assert.Single(messages[2].Contents.OfType<FunctionCallContent>()).CallId);
        Assert.Equal("return a - b", Assert.Single(messages[3].Contents.OfType<FunctionResultContent>()).Result);
    }

    [Fact]
    public void What_a_model_thought_before_its_calls_goes_back_to_it_and_to_nobody_else()
    {
        var answer = new ChatResponse(new ChatMessage(ChatRole.Assistant, [Thoughts.Of("Hm.", "seal", isHidden: false), Thoughts.Of("", "hidden", isHidden: true), new FunctionCallContent("1", "list_files")]))
        {
            FinishReason = ChatFinishReason.ToolCalls,
        };
        var said = Assert.IsType<ModelTurn.Said>(new NativeProtocol("closed/big").Read(answer, Usual, ModelSpending.None));
        AgentMessage[] conversation = [new AgentMessage.Said(said.Text, said.Calls, _own) { Thoughts = said.Thoughts }];

        var back = new NativeProtocol("closed/big").Write(conversation, Usual)[0].Contents;
        var elsewhere = new NativeProtocol("closed/other").Write(conversation, Usual)[0].Contents;

        Assert.Equal([("Hm.", "seal", false), ("", "hidden", true)], back.OfType<TextReasoningContent>().Select(thought => (thought.Text, thought.ProtectedData!, thought.IsHidden())));
        Assert.IsType<FunctionCallContent>(back[^1]);
        Assert.IsType<FunctionCallContent>(Assert.Single(elsewhere));
        Assert.DoesNotContain("Hm.", new FormProtocol(holdsSchemas: true, isBounded: true).Write(conversation, Usual)[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_form_is_read_as_one_call()
    {
        var said = Assert.IsType<ModelTurn.Said>(Read("""{"thought":"It is a sign.","call":{"tool":"edit","edits":[{"kind":"replace","path":"a.py","search":["    return a - b"],"text":["    return a + b"]}]}}"""));

        Assert.Equal("It is a sign.", said.Text);
        var edit = Assert.IsType<AgentAction.Edit>(Assert.Single(said.Calls).Action);
        Assert.Equal([new EditBlock.Replace("a.py", "    return a - b", "    return a + b")], edit.Blocks);
    }

    [Theory]
    [InlineData("I would read the file first.")]
    [InlineData("""{"thought":"x","call":{"tool":"read_file","path":"a.py" """)]
    [InlineData("""{"thought":"x"}""")]
    [InlineData("""{"thought":"x","call":"read_file"}""")]
    [InlineData("""{"call":{"path":"a.py"}}""")]
    [InlineData("""{"call":{"tool":"finish","tool":"run"}}""")]
    public void A8_what_is_no_form_is_answered_with_the_form(string text) =>
        Assert.Contains("Answer with one JSON object", Assert.IsType<ModelTurn.Unusable>(Read(text)).Objection, StringComparison.Ordinal);

    [Fact]
    public void Case_14_what_lies_around_the_form_counts_for_nothing() =>
        Assert.IsType<AgentAction.Finish>(Assert.Single(Assert.IsType<ModelTurn.Said>(Read("""Sure:\n```json\n{"thought":"","call":{"tool":"finish","summary":"ok"}}\n```""")).Calls).Action);

    [Fact]
    public void In_a_plan_a_call_that_acts_is_a_mistake()
    {
        var answer = Answer("""{"thought":"","call":{"tool":"run","command":["make"],"folder":""}}""");

        var call = Assert.Single(((ModelTurn.Said)new FormProtocol(holdsSchemas: true, isBounded: true).Read(answer, ToolOffer.Looking, ModelSpending.None)).Calls);

        Assert.Null(call.Action);
        Assert.NotNull(call.Fault);
    }

    /// <summary>The tests of the model host make a grammar of the same file.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_form_is_a_schema_that_grammars_can_be_made_of(bool isBounded)
    {
        var options = new ChatOptions();
        new FormProtocol(holdsSchemas: true, isBounded).Describe(options, Usual);
        var schema = ((ChatResponseFormatJson)options.ResponseFormat!).Schema!.Value;

        if (isBounded)
        {
            Golden.Verify("tests/CodeAssist.Server.Tests/Delegating/Golden/step-form.json", JsonSerializer.Serialize(schema) + "\n");
        }
        else
        {
            Assert.DoesNotContain("max", schema.GetRawText(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_model_that_can_be_held_to_nothing_is_told_in_words()
    {
        var options = new ChatOptions();
        var protocol = new FormProtocol(holdsSchemas: false, isBounded: false);
        protocol.Describe(options, Usual);

        Assert.Null(options.ResponseFormat);
        Assert.Contains("- read_file(path, from, to)", protocol.Write(_conversation, Usual)[0].Text, StringComparison.Ordinal);
    }

    private static ModelTurn Read(string text) => new FormProtocol(holdsSchemas: true, isBounded: true).Read(Answer(text), Usual, ModelSpending.None);

    private static ChatResponse Answer(string text) => new(new ChatMessage(ChatRole.Assistant, text)) { FinishReason = ChatFinishReason.Stop };
}
