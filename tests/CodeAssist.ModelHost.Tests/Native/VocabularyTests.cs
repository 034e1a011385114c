using System.Text;
using CodeAssist.ModelHost.Inference;
using CodeAssist.ModelHost.Native;
using CodeAssist.ModelHost.Protocol;
using CodeAssist.ModelHost.Tests.Support;

namespace CodeAssist.ModelHost.Tests.Native;

public sealed class VocabularyTests : IDisposable
{
    private readonly LoadedModel _model = TestModels.Load(TestModels.BuiltInPath, TestModels.OnCpu);

    private Vocabulary Vocabulary => _model.Vocabulary;

    [Theory]
    [InlineData("int x = 0;\r\n\tvar s = \"naïve\";\n")]
    [InlineData("日本語のコメント // 👩‍💻 e\u0301")]
    [InlineData("<|fim_prefix|>int x;<|endoftext|>")]
    [InlineData("    \n\n\n        \t\t")]
    [InlineData("\0\u0001\u007f\uFEFF")]
    public void Text_survives_the_way_to_tokens_and_back(string text) =>
        Assert.Equal(text, Encoding.UTF8.GetString([.. Vocabulary.Tokenize(text).SelectMany(Vocabulary.Piece)]));

    [Fact]
    public void The_whole_source_of_this_test_survives()
    {
        var text = Requests.Source(400);

        Assert.Equal(text, Encoding.UTF8.GetString([.. Vocabulary.Tokenize(text).SelectMany(Vocabulary.Piece)]));
    }

    [Fact]
    public void Special_tokens_in_user_text_are_just_characters()
    {
        var tokens = Vocabulary.Tokenize("<|fim_prefix|>");

        Assert.True(tokens.Length > 1);
        Assert.DoesNotContain(Vocabulary.FimPrefix, tokens);
    }

    [Fact]
    public void A_lone_surrogate_becomes_a_replacement_character() =>
        Assert.Equal("a\uFFFDb", Encoding.UTF8.GetString([.. Vocabulary.Tokenize("a\uD83Db").SelectMany(Vocabulary.Piece)]));

    [Fact]
    public void Nothing_has_no_tokens() => Assert.Empty(Vocabulary.Tokenize(""));

    [Theory]
    [InlineData(-1)]
    [InlineData(8_192)]
    [InlineData(int.MaxValue)]
    public void A_token_outside_the_vocabulary_never_reaches_llama_cpp(int token)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Vocabulary.Piece(token));
        Assert.False(Vocabulary.EndsGeneration(token));
    }

    [Fact]
    public void The_built_in_model_has_every_role_but_a_begin_of_text()
    {
        var expected = Enum.GetValues<SpecialToken>().Where(role => role != SpecialToken.BeginOfText);

        Assert.Equal(expected, _model.Description.SpecialTokens);
        Assert.Null(_model.Description.FimRefusal);
    }

    [Fact]
    public void A_vocabulary_of_a_freed_model_throws_and_does_not_crash()
    {
        var vocabulary = Vocabulary;
        _model.Dispose();

        Assert.Throws<ObjectDisposedException>(() => vocabulary.Tokenize("text"));
    }

    public void Dispose() => _model.Dispose();
}
