using System.Text;

namespace CodeAssist.Context.Ignoring;

/// <summary>A text as git sees it: a question mark stands for one byte, and a letter beyond ASCII has several.</summary>
internal static class GitText
{
    /// <summary>One character for each byte of UTF-8; the text itself where it is ASCII.</summary>
    public static string Of(string text) => Ascii.IsValid(text) ? text : Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));
}
