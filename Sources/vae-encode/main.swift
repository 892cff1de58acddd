import VAETools

EncodeTool.start()
