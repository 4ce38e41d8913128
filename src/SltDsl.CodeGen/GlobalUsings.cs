global using Buffer = SltDsl.CodeGen.Programs.Buffer;
