namespace CodeAssist.ModelHost.Gguf;

/// <summary>The bytes are not a usable GGUF file. Never leaves <see cref="GgufFile"/>, which makes a sentence for people of it.</summary>
internal sealed class GgufFormatException(string message) : Exception(message);
