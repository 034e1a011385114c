using CodeAssist.ModelHost.Grammar;
using CodeAssist.ModelHost.Inference;
using CodeAssist.ModelHost.Native;
using CodeAssist.ModelHost.Tests.Support;

namespace CodeAssist.ModelHost.Tests.Grammar;

/// <summary>Which token is taken, one choice at a time.</summary>
public sealed class GrammarChooserTests(ChatModel model) : IClassFixture<ChatModel>
{
    private readonly Vocabulary _vocabulary = model.Loaded.Vocabulary;
    private readonly TokenReader _reader = new(model.Loaded.Vocabulary, model.Loaded.SpecialTokens);

    [Fact]
    public void What_is_likeliest_is_taken_where_it_is_allowed_and_the_likeliest_that_is_where_not()
    {
        using var chooser = Make("root ::= \"ab\"");

        Assert.Equal(Token("a"), Choose(chooser, ("a", 9), ("b", 3)));
        Assert.Equal(Token("b"), Choose(chooser, ("a", 9), ("b", 3)));
        Assert.Equal(_vocabulary.EndOfText, Choose(chooser, ("a", 9), ("b", 3)));
        Assert.False(chooser.IsStuck);
    }

    [Fact]
    public void One_that_is_among_the_least_likely_of_all_is_found_as_well()
    {
        using var chooser = Make("root ::= \"q\" \"q\"");

        Assert.Equal(Token("q"), Choose(chooser, ("q", -50)));
    }

    [Fact]
    public void Bytes_that_are_no_text_are_not_taken_for_the_sign_that_they_stand_for()
    {
        // In two bytes, which the grammar reads as a quotation mark and nobody else does.
        var overlong = Byte(0xC0);
        using var chooser = Make("root ::= \"\\\"\" .");

        var logits = new float[_vocabulary.Size];
        logits[overlong] = 9;
        logits[Token("\"")] = 5;

        Assert.Equal(Token("\""), chooser.Choose(logits)!.Value.Token);
    }

    [Fact]
    public void The_name_of_a_special_token_is_no_text()
    {
        using var chooser = Make("root ::= [<|a-z_>]+");

        Assert.Equal(Token("x"), Choose(chooser, ("<|im_start|>", 9), ("<|fim_prefix|>", 8), ("x", 1)));
    }

    [Fact]
    public void Where_nothing_can_follow_a_part_of_a_text_that_is_said()
    {
        using var chooser = Make("root ::= \"ab\"");
        var logits = Enumerable.Repeat(float.NegativeInfinity, _vocabulary.Size).ToArray();
        logits[Token("x")] = 1;

        Assert.Equal(_vocabulary.EndOfText, chooser.Choose(logits)!.Value.Token);
        Assert.True(chooser.IsStuck);
    }

    [Fact]
    public void Logits_that_are_no_numbers_are_no_choice_and_neither_are_any_once_nobody_waits()
    {
        var chooser = Make("root ::= \"ab\"");

        Assert.Null(chooser.Choose([float.NaN, 1]));
        chooser.Dispose();
        Assert.Null(chooser.Choose(new float[_vocabulary.Size]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("root ::= ( unclosed")]
    [InlineData("root ::= nothing")]
    [InlineData("other ::= \"a\"")]
    [InlineData("root ::= root \"a\"")]
    public void What_llama_does_not_read_makes_no_grammar(string gbnf) => Assert.Null(LlamaGrammar.TryCreate(_vocabulary, gbnf));

    [Fact]
    public void A_token_outside_the_vocabulary_never_reaches_the_library()
    {
        using var grammar = LlamaGrammar.TryCreate(_vocabulary, "root ::= \"a\"");

        Assert.Throws<ArgumentOutOfRangeException>(() => grammar!.Allows(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => grammar!.TryAccept(_vocabulary.Size));
        Assert.False(grammar!.TryAccept(Token("b")));
        Assert.True(grammar.TryAccept(Token("a")));
    }

    private GrammarChooser Make(string gbnf) => new(GreedyChooser.Instance, LlamaGrammar.TryCreate(_vocabulary, gbnf)!, _reader, _vocabulary.EndOfText);

    private int Choose(GrammarChooser chooser, params ReadOnlySpan<(string Text, float Logit)> likely)
    {
        var logits = new float[_vocabulary.Size];
        foreach (var (text, logit) in likely)
        {
            logits[Token(text)] = logit;
        }

        return chooser.Choose(logits)!.Value.Token;
    }

    private int Token(string text) => _vocabulary.SpecialToken(text) is var special && special != Vocabulary.None ? special : Assert.Single(_vocabulary.Tokenize(text));

    private int Byte(byte value) => Enumerable.Range(0, _vocabulary.Size).First(token => _vocabulary.Piece(token) is [var only] && only == value);
}
