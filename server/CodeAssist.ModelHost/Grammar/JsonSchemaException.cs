namespace CodeAssist.ModelHost.Grammar;

/// <summary>A schema says what no grammar is made of. The message is the end of a sentence; it never leaves <see cref="JsonSchemaGrammar"/>.</summary>
internal sealed class JsonSchemaException(string message) : Exception(message);
