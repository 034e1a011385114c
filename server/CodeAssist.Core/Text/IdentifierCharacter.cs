namespace CodeAssist.Core.Text;

/// <summary>The characters that names are made of in every language we serve.</summary>
public static class IdentifierCharacter
{
    public static bool Is(char character) => char.IsLetterOrDigit(character) || character == '_';
}
