using CodeAssist.ModelHost.Native;

namespace CodeAssist.ModelHost.Inference;

/// <summary>What a generated token means: text, or the end of it.</summary>
/// <param name="vocabulary">Of the loaded model.</param>
/// <param name="specialTokens">Its special tokens.</param>
/// <param name="ends">Further tokens that end a text.</param>
internal sealed class TokenReader(Vocabulary vocabulary, SpecialTokenTable specialTokens, IReadOnlySet<int>? ends = null)
{
    public bool Contains(int token) => vocabulary.Contains(token);

    /// <summary>Special tokens of a prompt end an answer as well: a model that begins another file has nothing more to say here.</summary>
    public bool EndsText(int token) => vocabulary.EndsGeneration(token) || specialTokens.Contains(token) || ends?.Contains(token) == true;

    public byte[] Piece(int token) => vocabulary.Piece(token);
}
